/**
 * The moves of a game. A look back stops the board there; news goes on being written below and does not throw
 * the reader forward again.
 */

import { type ReadonlySignal, type Signal, useSignalEffect } from "@preact/signals";
import { useEffect, useRef } from "preact/hooks";
import { t } from "./i18n";
import type { MoveView } from "./protocol";

interface Props {
  readonly moves: ReadonlySignal<readonly MoveView[]>;
  /** The half-moves played in the position looked at; `null` is the newest. */
  readonly viewed: Signal<number | null>;
}

/** Look at the position after `ply` half-moves. */
function view({ moves, viewed }: Props, ply: number): void {
  const last = moves.peek().length;
  viewed.value = ply >= last ? null : Math.max(0, ply);
}

/** Arrow keys, but not in a text field. */
function useArrowKeys(props: Props): void {
  useEffect(() => {
    const steps: Readonly<Record<string, number>> = { ArrowLeft: -1, ArrowRight: 1, Home: -Infinity, End: Infinity };
    const press = (event: KeyboardEvent) => {
      const step = steps[event.key];
      const typing = event.target instanceof HTMLElement && event.target.closest("input, textarea, select, dialog");
      if (step === undefined || typing || event.altKey || event.ctrlKey || event.metaKey) return;
      event.preventDefault();
      view(props, (props.viewed.peek() ?? props.moves.peek().length) + step);
    };
    addEventListener("keydown", press);
    return () => removeEventListener("keydown", press);
  }, []);
}

export function MoveList(props: Props) {
  const { moves, viewed } = props;
  const list = useRef<HTMLOListElement>(null);
  useArrowKeys(props);
  useSignalEffect(() => {
    const ply = viewed.value ?? moves.value.length;
    const box = list.current;
    if (!box) return;
    const follow = () => {
      const move = box.querySelector<HTMLElement>(`[data-ply="${ply}"]`);
      box.scrollTop = move ? move.offsetTop - box.clientHeight / 2 : 0;
    };
    const size = new ResizeObserver(follow);
    size.observe(box);
    requestAnimationFrame(follow);
    return () => size.disconnect();
  });
  const current = viewed.value ?? moves.value.length;
  const pairs = Array.from({ length: Math.ceil(moves.value.length / 2) }, (_, index) => index);
  const cell = (ply: number) => {
    const move = moves.value[ply - 1];
    return (
      move && (
        <button
          type="button"
          data-ply={ply}
          aria-current={ply === current ? "true" : undefined}
          onClick={() => view(props, ply)}
        >
          {move.san}
        </button>
      )
    );
  };
  return (
    <section class="moves" aria-label={t("moves.title")}>
      <ol ref={list} tabIndex={0}>
        {pairs.map((index) => (
          <li key={index}>
            <span class="number">{index + 1}.</span>
            {cell(index * 2 + 1)}
            {cell(index * 2 + 2)}
          </li>
        ))}
      </ol>
      <div class="steps">
        <button type="button" aria-label={t("moves.first")} onClick={() => view(props, 0)}>
          «
        </button>
        <button type="button" aria-label={t("moves.back")} onClick={() => view(props, current - 1)}>
          ‹
        </button>
        <button type="button" aria-label={t("moves.forward")} onClick={() => view(props, current + 1)}>
          ›
        </button>
        <button type="button" class="live" disabled={viewed.value === null} onClick={() => view(props, Infinity)}>
          {t("moves.live")}
        </button>
      </div>
    </section>
  );
}
