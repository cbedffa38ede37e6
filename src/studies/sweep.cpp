// The runs of a study.
// SPDX-License-Identifier: Apache-2.0
#include "studies/sweep.h"

#include "model/world.h"
#include "studies/in_order.h"
#include "studies/study.h"

#include <future>
#include <list>
#include <mutex>

#include <time.h>

namespace midstream {

namespace {

/// Plans of the families at work: pieces of one follow each other, so a few are enough.
class PlanShelf {
  public:
    PlanShelf(const std::vector<Family> &families, const CasesOf &cases_of, std::size_t most)
        : families_{families}, cases_of_{cases_of}, most_{most} {}

    std::shared_ptr<const FamilyPlan> get(std::size_t family) {
        std::promise<std::shared_ptr<const FamilyPlan>> promise;
        std::shared_future<std::shared_ptr<const FamilyPlan>> plan;
        bool is_mine = false;
        {
            const std::lock_guard lock{mutex_};
            for (const auto &[number, known] : shelf_)
                if (number == family) plan = known;
            if (!plan.valid()) {
                plan = promise.get_future().share();
                shelf_.emplace_back(family, plan);
                if (shelf_.size() > most_) shelf_.pop_front();
                is_mine = true;
            }
        }
        if (is_mine) {
            try {
                promise.set_value(
                    std::make_shared<const FamilyPlan>(build_family(families_[family], cases_of_(families_[family]))));
            } catch (...) {
                promise.set_exception(std::current_exception());
            }
        }
        return plan.get();
    }

  private:
    const std::vector<Family> &families_;
    const CasesOf &cases_of_;
    const std::size_t most_;
    std::mutex mutex_;
    std::list<std::pair<std::size_t, std::shared_future<std::shared_ptr<const FamilyPlan>>>> shelf_;
};

/// Processor time of this thread, which other work on the machine does not lengthen.
double thread_seconds() {
    timespec spent{};
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &spent);
    return static_cast<double>(spent.tv_sec) + 1e-9 * static_cast<double>(spent.tv_nsec);
}

struct Made {
    std::vector<SweepRun> runs;
    std::uint64_t events = 0, shared = 0;
    double seconds = 0;
};

class PieceRunner {
  public:
    PieceRunner(const Family &family, const FamilyPlan &plan, std::uint64_t seed, const SweepPiece &piece,
                const std::atomic<bool> *stop)
        : family_{family}, plan_{plan}, seed_{seed}, piece_{piece}, stop_{stop} {}

    /// What had finished before a stop.
    Made run() {
        const double started = thread_seconds();
        if (plan_.trunk)
            run_branches();
        else
            end(World{plan_.branches.front(), seed_, replication(), false}, 0);
        made_.seconds = thread_seconds() - started;
        return std::move(made_);
    }

  private:
    std::uint64_t replication() const { return static_cast<std::uint64_t>(piece_.replication); }

    void run_branches() {
        World trunk{plan_.trunk, seed_, replication(), false};
        std::uint64_t inherited = 0; // events of the trunk that some branch has told already
        for (const std::size_t b : piece_.branches) {
            const SimTime leaves = std::min(family_.branches[b].leaves - Duration{1}, trunk.end());
            if (leaves > trunk.now() && !run_until(trunk, leaves, stop_)) return;
            const std::uint64_t past = trunk.events();
            made_.shared += inherited;
            made_.events -= inherited;
            inherited = past;
            if (!end(trunk.fork(plan_.branches[b]), b)) return;
        }
    }

    bool end(World world, std::size_t branch) {
        if (!run_until(world, world.end(), stop_)) return false;
        const auto &chain = plan_.branches[branch]->chain;
        Result result = world.finish();
        made_.events += result.events;
        result.series = {};
        made_.runs.push_back({family_.branches[branch].scenario, piece_.replication, counted_years(chain->time), chain,
                              std::move(result)});
        return true;
    }

    const Family &family_;
    const FamilyPlan &plan_;
    const std::uint64_t seed_;
    const SweepPiece &piece_;
    const std::atomic<bool> *const stop_;
    Made made_;
};

} // namespace

SweepTally run_sweep(const std::vector<Family> &families, const std::vector<SweepPiece> &pieces, std::uint64_t seed,
                     const CasesOf &cases_of, const StudyOptions &options,
                     const std::function<void(SweepRun &&)> &take) {
    const int threads = threads_of(options);
    PlanShelf shelf{families, cases_of, static_cast<std::size_t>(threads) + 1};
    SweepTally tally;
    int all = 0;
    for (const SweepPiece &piece : pieces) all += static_cast<int>(piece.branches.size());
    InOrder<Made> work{pieces.size(), threads};
    work.stop = options.stop;
    work.make = [&](std::size_t number) -> std::optional<Made> {
        const SweepPiece &piece = pieces[number];
        const auto plan = shelf.get(piece.family);
        return PieceRunner{families[piece.family], *plan, seed, piece, options.stop}.run();
    };
    work.take = [&](Made &&made) {
        tally.events += made.events;
        tally.shared += made.shared;
        tally.seconds += made.seconds;
        for (SweepRun &run : made.runs) {
            ++tally.runs;
            take(std::move(run));
        }
        if (options.progress) options.progress(tally.runs, all);
    };
    work.run();
    return tally;
}

} // namespace midstream
