/**
 * A clock on the page. It writes its one element when its face changes, and nothing in between. While nothing is heard
 * of the server it stands, marked as `stale`, at what was known last.
 */

import { type ReadonlySignal, useSignalEffect } from "@preact/signals";
import { useRef } from "preact/hooks";
import { face, left, untilChange } from "./clock";
import type { ServerHours } from "./hours";
import type { Clocks, Side } from "./protocol";

const LOW = 20_000;

interface Props {
  readonly clocks: ReadonlySignal<Clocks | null>;
  readonly side: Side;
  readonly hours: ServerHours;
}

/** The time left to one side. */
export function ClockFace({ clocks, side, hours }: Props) {
  const place = useRef<HTMLSpanElement>(null);
  useSignalEffect(() => {
    const now = clocks.value;
    if (now === null) return;
    const heard = hours.running.value;
    const runs = now.running === side;
    let timer: number | undefined;
    const draw = () => {
      const element = place.current;
      if (!element) return;
      const ms = left(now, side, hours.now());
      element.textContent = face(ms);
      element.classList.toggle("runs", runs);
      element.classList.toggle("low", ms < LOW);
      element.classList.toggle("stale", !heard);
      const wait = runs && heard ? untilChange(ms) : null;
      if (wait !== null) timer = setTimeout(draw, wait);
    };
    draw();
    return () => clearTimeout(timer);
  });
  return <span class="clock" role="timer" ref={place} />;
}
