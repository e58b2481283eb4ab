/** A board on the page: chessground, told what to show. */

import { type ReadonlySignal, useSignalEffect } from "@preact/signals";
import { Chessground } from "chessground";
import type { Api } from "chessground/api";
import type { Config } from "chessground/config";
import { useEffect, useRef } from "preact/hooks";

/** Those who ask for less motion get none. */
const still = matchMedia("(prefers-reduced-motion: reduce)");

/** Shows each new value of `shows`; `label` says in words what kind of board it is. */
export function Board({ shows, label }: { shows: ReadonlySignal<Config>; label: string }) {
  const place = useRef<HTMLDivElement>(null);
  const board = useRef<Api | null>(null);
  useEffect(() => {
    if (!place.current) return;
    const ground = Chessground(place.current, {
      ...shows.peek(),
      animation: { enabled: !still.matches, duration: 180 },
      drawable: { enabled: false, visible: false },
    });
    board.current = ground;
    return () => ground.destroy();
  }, []);
  useSignalEffect(() => {
    const config = shows.value;
    board.current?.set(config);
  });
  return <div class="board" ref={place} role="img" aria-label={label} />;
}
