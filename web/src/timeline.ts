// The time that all charts of a page share: what part of it is seen, and the instant that is pointed at.
// SPDX-License-Identifier: Apache-2.0

const least = 3;

/** Points `from` up to, not with, `to` are seen. */
export class Timeline {
  from = 0;
  to: number;
  pointed: number | undefined;
  private readonly seers: (() => void)[] = [];
  private readonly pointers: (() => void)[] = [];

  constructor(readonly count: number) {
    this.to = count;
  }

  whenSeen(call: () => void): void {
    this.seers.push(call);
  }
  whenPointed(call: () => void): void {
    this.pointers.push(call);
  }
  see(from: number, to: number): void {
    const wide = Math.min(this.count, Math.max(Math.min(least, this.count), Math.round(to - from)));
    this.from = Math.max(0, Math.min(this.count - wide, Math.round(from)));
    this.to = this.from + wide;
    this.seers.forEach((call) => call());
  }
  zoom(by: number): void {
    const middle = (this.from + this.to) / 2,
      half = ((this.to - this.from) * by) / 2;
    this.see(middle - half, middle + half);
  }
  move(by: number): void {
    const step = Math.max(1, Math.round((this.to - this.from) * Math.abs(by))) * Math.sign(by);
    this.see(this.from + step, this.to + step);
  }
  point(index: number | undefined): void {
    this.pointed = index === undefined ? undefined : Math.max(this.from, Math.min(this.to - 1, index));
    this.pointers.forEach((call) => call());
  }
}
