// Disruptions at work: when each begins and ends, and what all of them together do to whom.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "facilities/works.h"
#include "model/plan.h"
#include "routes/transport.h"

#include <memory>
#include <vector>

namespace midstream {

class Troubles {
  public:
    Troubles(std::shared_ptr<const Plan> plan, std::uint64_t seed, std::uint64_t replication, EventQueue &queue);

    void start(Flow &flow, Works &works, Transport &transport, EventQueue &queue);
    /// Goes on under another plan, whose disruptions up to now are those of this one: what is dated later is told anew.
    void follow(std::shared_ptr<const Plan> plan, std::uint64_t seed, std::uint64_t replication, EventQueue &queue);
    void on_timer(std::uint32_t timer, Flow &flow, Works &works, Transport &transport, EventQueue &queue);
    std::uint32_t first_slot() const { return first_slot_; }
    std::uint32_t end_slot() const { return first_slot_ + 2 * static_cast<std::uint32_t>(states_.size()); }
    bool active(std::uint32_t disruption) const { return states_[disruption].active; }

  private:
    struct State {
        bool active = false;
        Stream luck;
    };
    Stream luck_of(std::uint32_t disruption, std::uint64_t seed, std::uint64_t replication) const;
    void list_targets();
    void set(std::uint32_t disruption, bool active, Flow &flow, Works &works, Transport &transport, EventQueue &queue);
    void apply_facility(std::uint32_t facility, Flow &flow, Works &works, EventQueue &queue);
    void apply_route(std::uint32_t route, Flow &flow, Transport &transport, EventQueue &queue);
    void apply_passage(std::uint32_t passage, Flow &flow, Transport &transport, EventQueue &queue);
    void schedule_next(std::uint32_t disruption, EventQueue &queue);
    SimTime period_end(std::uint32_t disruption, SimTime now) const;

    std::shared_ptr<const Plan> plan_;
    std::uint32_t first_slot_ = 0; ///< two each: begin or end, and the end of a quota's period
    std::vector<State> states_;
    std::vector<std::vector<std::uint32_t>> of_facility_, of_route_, of_passage_; ///< disruptions that can strike it
};

} // namespace midstream
