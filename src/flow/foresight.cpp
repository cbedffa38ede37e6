// Stocks and the streams between them: what an event of theirs will touch.
// SPDX-License-Identifier: Apache-2.0
#include "flow/flow.h"

namespace midstream {

void Flow::tell_arrays(Arrays &arrays) const {
    arrays.add(stock_);
    arrays.add(metal_);
    arrays.add(edge_);
    arrays.add(stream_);
    arrays.add(edge_metal_);
    arrays.add(stream_metal_);
    arrays.add(group_);
    arrays.add(watches_);
    arrays.add(watch_first_);
    arrays.add(plan_->group_stocks);
    arrays.add(plan_->group_streams);
    arrays.add(plan_->group_steps);
    arrays.add(plan_->stream_edges);
    arrays.add(plan_->stock_fills);
    arrays.add(plan_->stock_draws);
}

void Flow::foresee(std::uint32_t stock, const EventQueue &queue, Touches &touches) const {
    const auto foresee_stock = [&](std::uint32_t s) {
        touches.add(stock_[s]);
        touches.add(std::span(metal_).subspan(std::size_t{s} * elements_, elements_));
    };
    if (!stock_[stock].has_streams) {
        foresee_stock(stock);
        return;
    }
    const GroupState &group = group_[stock_[stock].group];
    touches.add(group);
    touches.add(stocks_of(group));
    touches.add(std::span(plan_->group_steps).subspan(group.first_step, group.end_step - group.first_step));
    touches.add(streams_of(group));
    for (const std::uint32_t s : stocks_of(group)) {
        foresee_stock(s);
        queue.foresee(first_slot_ + s, touches);
    }
    for (const std::uint32_t stream : streams_of(group)) {
        const StreamState &mine = stream_[stream];
        touches.add(mine);
        touches.add(std::span(plan_->stream_edges).subspan(mine.first, mine.end - mine.first));
        touches.add(std::span(stream_metal_).subspan(std::size_t{stream} * elements_, elements_));
    }
    for (const std::uint32_t s : stocks_of(group)) {
        const std::uint32_t first = plan_->stock_fills[s], end = plan_->draws_end(s);
        touches.add(std::span(plan_->stock_fills).subspan(s, 2));
        touches.add(plan_->stock_draws[s]);
        touches.add(std::span(edge_).subspan(first, end - first));
        touches.add(std::span(edge_metal_).subspan(std::size_t{first} * elements_, (end - first) * elements_));
        touches.add(std::span(watch_first_).subspan(s, 2));
        touches.add(std::span(watches_).subspan(watch_first_[s], watch_first_[s + 1] - watch_first_[s]));
    }
}

void Flow::foresee_level(std::uint32_t stock, Touches &touches) const {
    touches.add(&stock_[stock], Arrays::line);
    if (stock_[stock].has_streams) touches.add(group_[stock_[stock].group]);
}

} // namespace midstream
