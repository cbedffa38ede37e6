# The workloads in SimPy: a generator for each thing that acts, a Store for each place where jobs wait.
# SPDX-License-Identifier: Apache-2.0
"""usage: simpy_models.py w1|w2|w3|w5 [customers, jobs, years or replications] [seed]"""
import multiprocessing
import random
import sys
import time

import simpy


def single_server(customers, seed):
    """M/M/1 at a load of 0.9. Two events a customer; checked by the mean time in the system."""
    draw = random.Random(seed).expovariate
    env = simpy.Environment()
    waiting = simpy.Store(env)
    total_time = 0.0

    def arrive():
        for _ in range(customers):
            yield env.timeout(draw(0.9))
            yield waiting.put(env.now)

    def serve():
        nonlocal total_time
        for _ in range(customers):
            arrived = yield waiting.get()
            yield env.timeout(draw(1.0))
            total_time += env.now - arrived

    env.process(arrive())
    env.process(serve())
    env.run()
    return 2 * customers, total_time / customers


def line(jobs, seed):
    """Ten stations, nine buffers of five. Ten completions a job; checked by jobs per unit of time."""
    draw = random.Random(seed).expovariate
    env = simpy.Environment()
    buffers = [simpy.Store(env, capacity=5) for _ in range(9)]

    def first(after):
        while True:
            yield env.timeout(draw(1.0))
            yield after.put(None)

    def middle(before, after):
        while True:
            job = yield before.get()
            yield env.timeout(draw(1.0))
            yield after.put(job)

    def last(before):
        for _ in range(jobs):
            yield before.get()
            yield env.timeout(draw(1.0))

    env.process(first(buffers[0]))
    for before, after in zip(buffers, buffers[1:]):
        env.process(middle(before, after))
    env.run(until=env.process(last(buffers[-1])))
    return 10 * jobs, jobs / env.now


def network(years, seed):
    """Twenty mines, five smelters, four refineries, four markets; lots delivered and their mean lead time in days."""
    rng = random.Random(seed)
    env = simpy.Environment()
    cargo_lots = 10
    lots_delivered = 0
    total_lead_time = 0.0

    def stores(count, capacity=float("inf")):
        return [simpy.Store(env, capacity) for _ in range(count)]

    def berths(count):
        return [simpy.Resource(env) for _ in range(count)]

    def dig(stockpile):
        while True:
            yield env.timeout(rng.expovariate(1.0))
            yield stockpile.put(env.now)

    def treat(yard, product, mean_days):
        while True:
            lot = yield yard.get()
            yield env.timeout(rng.expovariate(1 / mean_days))
            yield product.put(lot)

    def sail(cargo, fleet, vessel, origin, berth, deliver, transit):
        with origin.request() as loading:
            yield loading
            yield env.timeout(rng.uniform(0.25, 0.75))
        yield env.timeout(rng.uniform(*transit))
        with berth.request() as unloading:
            yield unloading
            yield env.timeout(rng.uniform(0.25, 0.75))
            yield from deliver(cargo)
        yield env.timeout(rng.uniform(*transit))
        fleet.release(vessel)

    def ship(source, origin, fleet, destinations, transit):
        while True:
            cargo = []
            for _ in range(cargo_lots):
                cargo.append((yield source.get()))
            vessel = fleet.request()
            yield vessel
            berth, deliver = rng.choice(destinations)
            env.process(sail(cargo, fleet, vessel, origin, berth, deliver, transit))

    def into(yard):
        def deliver(cargo):
            for lot in cargo:
                yield yard.put(lot)

        return deliver

    def sell(cargo):
        nonlocal lots_delivered, total_lead_time
        for dug in cargo:
            lots_delivered += 1
            total_lead_time += env.now - dug
        yield from ()

    smelter_yards, anode = stores(5, 60), stores(5)
    refinery_yards, cathode = stores(4, 60), stores(4)
    fleets = [simpy.Resource(env, vessels) for vessels in (18, 32, 46)]
    smelters = [(berth, into(yard)) for berth, yard in zip(berths(5), smelter_yards)]
    refineries = [(berth, into(yard)) for berth, yard in zip(berths(4), refinery_yards)]
    markets = [(berth, sell) for berth in berths(4)]

    for mine, (stockpile, origin) in enumerate(zip(stores(20, 40), berths(20))):
        env.process(dig(stockpile))
        env.process(ship(stockpile, origin, fleets[0], [smelters[mine % 5]], (2, 4)))
    for yard, product, origin in zip(smelter_yards, anode, berths(5)):
        for _ in range(2):
            env.process(treat(yard, product, 0.4))
        env.process(ship(product, origin, fleets[1], refineries, (4, 8)))
    for yard, product, origin in zip(refinery_yards, cathode, berths(4)):
        for _ in range(3):
            env.process(treat(yard, product, 0.45))
        env.process(ship(product, origin, fleets[2], markets, (6, 12)))
    env.run(until=365 * years)
    return lots_delivered, total_lead_time / max(1, lots_delivered)


def replication(seed):
    return single_server(10_000, seed)[1]


def replications(count, seed):
    """The single server with 10,000 customers, many times, on two processes."""
    with multiprocessing.Pool(2) as pool:
        means = pool.map(replication, range(seed * 1_000_000, seed * 1_000_000 + count))
    return count, sum(means) / count


def main():
    workloads = {"w1": single_server, "w2": line, "w3": network, "w5": replications}
    if len(sys.argv) < 2 or sys.argv[1] not in workloads:
        sys.exit(__doc__)
    workload = sys.argv[1]
    count = int(sys.argv[2]) if len(sys.argv) > 2 else 1000
    seed = int(sys.argv[3]) if len(sys.argv) > 3 else 1
    cpu, wall = time.process_time(), time.perf_counter()
    work, check = workloads[workload](count, seed)
    cpu, wall = time.process_time() - cpu, time.perf_counter() - wall
    print(f"RESULT w={workload} eng=simpy cpu={cpu:.4f} wall={wall:.4f} work={work} check={check:.5f}")


if __name__ == "__main__":
    main()
