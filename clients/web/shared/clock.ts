/**
 * Reading a chess clock: nothing ticks, so nothing drifts. Each reading is computed from the news and the hour,
 * and says when the next one will look different.
 *
 *     left({white: 60_000, black: 50_000, running: "white", at: 1_000}, "white", 3_500) === 57_500
 */

import type { Clocks, Side } from "./protocol";

/** Below this, tenths are shown. */
const TENTHS_BELOW = 10_000;

/** Time left to a side in ms at the server's instant `now`; never below zero, never more than the news said. */
export function left(clocks: Clocks, side: Side, now: number): number {
  const gone = clocks.running === side ? Math.max(0, now - clocks.at) : 0;
  return Math.max(0, clocks[side] - gone);
}

/** The clock's face: `1:02:03`, `5:00`, `0:09.7`. Rounded down, so 0:00.0 is shown only when a flag may fall. */
export function face(ms: number): string {
  const seconds = Math.floor(ms / 1000);
  const two = (n: number) => String(n).padStart(2, "0");
  const hours = Math.floor(seconds / 3600);
  const minutes = Math.floor(seconds / 60) % 60;
  if (hours > 0) return `${hours}:${two(minutes)}:${two(seconds % 60)}`;
  const tenths = ms < TENTHS_BELOW ? `.${Math.floor((ms % 1000) / 100)}` : "";
  return `${minutes}:${two(seconds % 60)}${tenths}`;
}

/** How many ms from now the face of a running clock changes; `null` once it shows nothing but noughts. */
export function untilChange(ms: number): number | null {
  if (ms < 100) return null;
  return (ms < TENTHS_BELOW ? ms % 100 : ms % 1000) + 1;
}
