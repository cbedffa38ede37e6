// The document that a page is made of, as page.schema.json tells it. Tonnes are dry tonnes a year unless said.
// SPDX-License-Identifier: Apache-2.0

/** Mean, and the ends of its 95 % interval over replications. */
export type Band = [number, number, number];
export type Shares = Partial<Record<Doing, number>>;
export type Doing = 'running' | 'slowed' | 'starved' | 'blocked' | 'failed' | 'shutdown' | 'waiting' | 'closed';

export interface Stock {
  material: string;
  capacity?: number;
  mean: number;
  low: number;
  high: number;
  empty: number;
  full: number;
}

/** A facility, or all those of a behaviour that are not shown one by one: then `count` is there and no number is. */
export interface Facility {
  name: string;
  kind: string;
  behaviour: 'mine' | 'plant' | 'stockpile' | 'port' | 'market';
  count?: number;
  country?: string;
  owner?: string;
  location?: [number, number];
  basis?: string;
  throughput?: Band;
  nameplate?: number;
  utilisation?: Band;
  lost?: Record<string, number>;
  roots?: { cause: string; at?: string; lost: number }[];
  time?: Shares;
  berths_busy?: number;
  berth_wait_d?: number;
  stocks?: Stock[];
  source?: string;
  estimate?: string;
  note?: string;
}

export interface Route {
  from: number;
  to: number;
  carries: string;
  moved: number;
  metal?: number;
  count?: number;
  name?: string;
  by?: string;
  fleet?: string;
  parcels?: number;
  under_way?: number;
  no_vehicle?: number;
  door_to_door_d?: number;
  via?: string[];
}

export interface Chokepoint {
  rank: number;
  at: string;
  limit: string;
  facility?: number;
  running?: number;
  share_of_time: Band;
  active?: number;
  sole?: number;
  shifting?: number;
  lost?: Band;
  relief?: Band;
  together?: Band;
  tried?: string;
  things?: number;
  step?: Band;
  view?: string;
  gains: boolean;
}

export interface Rung {
  at: string;
  limit: string;
  size: number;
  unit: string;
  lets_go_at: number;
  still_binds: boolean;
  relief: Band;
  gained: Band;
  measure: number;
  bound?: number;
  together?: number;
}

export interface Ladder {
  replications: number;
  base: number;
  bound?: number;
  end: 'rungs' | 'demand' | 'nothing' | 'stopped';
  end_words?: string;
  rungs: Rung[];
}

export interface Limit {
  at: string;
  limit: string;
}

/** What the headline says caps the answer. */
export interface Verdict {
  sort: 'met' | 'joint' | 'together' | 'single' | 'none' | 'nothing' | 'untried' | 'free';
  limits: Limit[];
  gives?: Band;
}

/** What takes over, by the bound. */
export interface Next {
  words: string;
  raised_by: number;
  still_binds: boolean;
  after: Limit[];
  limits: Limit[];
}

export interface MarketSeries {
  market: string;
  material: string;
  delivered: number[];
  low?: number[];
  high?: number[];
  demand: number[];
}

export interface Series {
  months_per_point: number;
  start: string[];
  markets: MarketSeries[];
  facilities: { facility: number; throughput: number[]; doing: Partial<Record<Doing, number[]>> }[];
  stocks: { facility: number; material: string; level: number[]; low?: number[]; high?: number[] }[];
}

export interface Paired {
  before: Band;
  after: Band;
  change: Band;
}

export interface Compare {
  sentence: string;
  title_before: string;
  title_after: string;
  measure: Paired;
  markets: (Paired & { market: string; material: string })[];
  facilities: (Paired & {
    name: string;
    basis: string;
    only?: 'before' | 'after';
    time_before?: Shares;
    time_after?: Shares;
  })[];
  verdict_before: Verdict;
  chokepoints_before: Chokepoint[];
  series_before: MarketSeries[];
}

export interface Waterfall {
  from: { label: string; t_per_year: number };
  to: { label: string; t_per_year: number };
  steps: { cause: string; at: string; t_per_year: number }[];
}

export interface Size {
  words: string;
  what: string;
  unit: string;
  /** What the target is about where it is no tonnes; then points have a share. */
  share_of?: string;
  target?: number;
  answer?: number;
  flattens_at?: number;
  why?: string;
  /** Empty of pairs and of options. */
  curve: {
    size: number;
    t_per_year: Band;
    share?: Band;
    utilisation?: number;
    shortfall?: number;
    runs?: number;
    decision?: 'meets' | 'misses' | 'undecided';
    capped_by?: string;
  }[];
  currency?: string;
  second?: string;
  second_unit?: string;
  pairs?: { size: number; second: number; cost: number; t_per_year: Band; is_answer: boolean }[];
  options?: { name: string; cost?: number; t_per_year?: Band; share?: Band; runs: number; fate: string }[];
}

export interface YearLimits {
  year: number;
  made: number;
  feed: number;
  room: number;
  own_stops: number;
  ruled_by: string;
}

export interface Told {
  name: string;
  unit: string;
  source?: string;
  start: string[];
  end: string;
  set: ('fit' | 'score' | 'neither')[];
  observed: (number | null)[];
  simulated: number[];
  low?: number[];
  high?: number[];
  limits?: YearLimits[];
}

export interface Score {
  series: string;
  window: string;
  set: 'fit' | 'score';
  periods: number;
  mape: number;
  bias: number;
  coverage?: number;
  baselines: { name: string; periods: number; mape: number; model_mape: number; skill: number }[];
}

export interface Replay {
  words: string;
  years: { fit: string; score: string };
  series: Told[];
  scores: Score[];
}

export interface Calibration {
  misfit: number;
  middle_misfit: number;
  by?: 'mean' | 'spread';
  values: number;
  tries: number;
  chosen: {
    field: string;
    unit: string;
    value: number;
    from: number;
    to: number;
    low: number;
    high: number;
    reaches_from: boolean;
    reaches_to: boolean;
  }[];
}

/** A value for each of two names; [y][x]. */
export interface Heat {
  x_label: string;
  y_label: string;
  label: string;
  unit: string;
  x: string[];
  y: string[];
  values: (number | null)[][];
}

export interface Study {
  words: string;
  columns: { label: string; unit?: string }[];
  rows: (string | number | null)[][];
  heat?: Heat;
  markets?: Heat;
  distribution?: { label: string; unit: string; bins: { from: number; to: number; count: number }[]; mean?: number };
}

export interface Disruption {
  name: string;
  what: string;
  at: string;
  on?: string;
  every_d?: number;
  lasts_d?: number;
  to?: number;
}

export interface Provenance {
  version: string;
  case_file: string;
  other_file?: string;
  options: string[];
  with: string[];
  set: string[];
  seed: string;
  replications: number;
  finished: number;
  interrupted: boolean;
  inputs: { file: string; sha256: string }[];
  files: string[];
  sources: { key: string; words: string }[];
  assumptions: { what: string; why: string; sensitivity?: string }[];
  case_yaml?: string;
}

export interface Answer {
  headline: string;
  measure: string;
  made: boolean;
  short_of_demand: boolean;
  measured: Band;
  demand?: number;
  views?: string;
}

/** What a command does not tell has no key; a panel without its block is not there. */
export interface Page {
  page: 1;
  command: 'run' | 'chokepoints' | 'compare' | 'size' | 'replay' | 'calibrate' | 'study';
  case: string;
  title: string;
  note?: string;
  horizon: { start: string; end: string; warmup_end: string };
  replications: number;
  seed: string;
  element?: string;
  answer?: Answer;
  verdict?: Verdict;
  next?: Next;
  delivered?: {
    market: string;
    material: string;
    measured: boolean;
    delivered: Band;
    demand: number;
    shortfall: Band;
  }[];
  delivered_left_out?: number;
  chokepoints?: Chokepoint[];
  chokepoints_left_out?: number;
  bound?: { words: string; certain?: number; expected?: number; from_stock?: number };
  ladder?: Ladder;
  waterfall?: Waterfall;
  facilities?: Facility[];
  routes?: Route[];
  left_out?: { facilities: number };
  series?: Series;
  compare?: Compare;
  size?: Size;
  replay?: Replay;
  calibration?: Calibration;
  study?: Study;
  disruptions?: Disruption[];
  provenance?: Provenance;
}
