/**
 * What time it is at the server, as far as this page can know without ever running ahead of it.
 *
 * A message stamped with the server's `now` was stamped before it arrived, so `now` at its arrival is a lower
 * bound; the greatest bound of the last minute came by the quickest way and is kept. `performance.now()`
 * carries it on: the user's own clock may be set while a game runs.
 */

import { type ReadonlySignal, signal } from "@preact/signals";

/** Pongs come every 2.5 s: one minute of them. */
const KEPT = 24;

export class ServerHours {
  private readonly bounds: number[] = [];
  private readonly known = signal(true);
  private heard = 0;

  /** False while the line is down: then the hour stands at the last one heard. */
  get running(): ReadonlySignal<boolean> {
    return this.known;
  }

  /** Take note of the server's instant in a message that arrived at `received` of `performance.now()`. */
  hear(now: number, received: number): void {
    this.bounds.push(now - received);
    if (this.bounds.length > KEPT) this.bounds.shift();
    this.heard = received;
    this.known.value = true;
  }

  /** Nothing more is heard of the server. */
  lose(): void {
    this.known.value = false;
  }

  /** Forget everything: another connection, perhaps to a restarted server. */
  reset(): void {
    this.bounds.length = 0;
  }

  /** The server's instant in ms, not later than it really is. */
  now(at: number = performance.now()): number {
    if (this.bounds.length === 0) return Date.now();
    return Math.max(...this.bounds) + (this.known.peek() ? at : this.heard);
  }
}
