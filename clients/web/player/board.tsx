/** The player's board: drag or click twice; a pawn on the last rank asks what it becomes. */

import { useComputed, useSignal } from "@preact/signals";
import type { Config } from "chessground/config";
import type { Key } from "chessground/types";
import { chessgroundDests } from "chessops/compat";
import { isNormal } from "chessops/types";
import { parseUci } from "chessops/util";
import { h } from "preact";
import { useEffect, useRef } from "preact/hooks";
import { Board } from "../shared/board";
import { t } from "../shared/i18n";
import { picture, wireUci } from "../shared/position";
import type { Side } from "../shared/protocol";
import type { PlayerSeat } from "./seat";

const PROMOTIONS = ["queen", "knight", "rook", "bishop"] as const;
type Promoted = (typeof PROMOTIONS)[number];
const LETTERS: Readonly<Record<Promoted, string>> = { queen: "q", knight: "n", rook: "r", bishop: "b" };

interface Promoting {
  readonly from: Key;
  readonly to: Key;
}

export function PlayerBoard({ seat, side }: { seat: PlayerSeat; side: Side }) {
  const promotion = useSignal<Promoting | null>(null);
  const cancelled = useSignal(0);
  const moved = (from: Key, to: Key) => {
    const position = seat.position();
    const move = parseUci(from + to);
    if (!move || !isNormal(move)) return;
    const pawn = position.board.getRole(move.from) === "pawn";
    if (pawn && (to[1] === "8" || to[1] === "1")) promotion.value = { from, to };
    else seat.play(wireUci(position, move));
  };
  const shows = useComputed<Config>(() => {
    cancelled.value; // a cancelled promotion and a refused move draw the pieces where they were
    seat.takenBack.value;
    const ply = seat.viewed.value ?? seat.shown.value.length;
    const free = seat.mayMove.value;
    return {
      ...picture(seat.positions, seat.shown.value, ply),
      orientation: seat.flipped.value === (side === "white") ? "black" : "white",
      movable: {
        free: false,
        color: side,
        dests: free ? chessgroundDests(seat.position()) : new Map<Key, Key[]>(),
        showDests: true,
        events: { after: moved },
      },
      premovable: { enabled: false },
      draggable: { enabled: free, showGhost: true },
      selectable: { enabled: free },
    };
  });
  const choose = (role: Promoted | null) => {
    const move = promotion.peek();
    promotion.value = null;
    if (role === null) cancelled.value += 1;
    else if (move) seat.play(move.from + move.to + LETTERS[role]);
  };
  return (
    <>
      <Board shows={shows} label={t("board.big")} />
      {promotion.value && (
        <Promotion side={side} to={promotion.value.to} below={shows.value.orientation ?? side} choose={choose} />
      )}
    </>
  );
}

interface PromotionProps {
  readonly side: Side;
  readonly to: Key;
  /** Whose side of the board is below. */
  readonly below: Side;
  readonly choose: (role: Promoted | null) => void;
}

/** Lay the dialog over the file of the square, from the edge where the pawn arrives. */
function lay(dialog: HTMLElement, board: DOMRect, to: Key, below: Side): void {
  const size = board.width / 8;
  const file = to.charCodeAt(0) - "a".charCodeAt(0);
  const [column, top] = below === "white" ? [file, to[1] === "8"] : [7 - file, to[1] === "1"];
  dialog.style.setProperty("--square", `${size}px`);
  dialog.style.left = `${scrollX + board.left + column * size}px`;
  dialog.style.top = `${scrollY + board.top + (top ? 0 : 4 * size)}px`;
  dialog.classList.toggle("upwards", !top);
}

/** A dialog of four pieces; Tab, Enter and Escape work, and the queen is ready under Enter. */
function Promotion({ side, to, below, choose }: PromotionProps) {
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => {
    const [box, board] = [dialog.current, dialog.current?.parentElement?.querySelector("cg-board")];
    if (!box || !board) return;
    const place = () => lay(box, board.getBoundingClientRect(), to, below);
    place();
    box.showModal();
    box.scrollIntoView({ block: "nearest" });
    addEventListener("resize", place);
    return () => removeEventListener("resize", place);
  }, []);
  return (
    <dialog class="promotion" ref={dialog} onClick={(event) => event.target === dialog.current && choose(null)} aria-label={t("promotion.title")} onCancel={() => choose(null)}>
      {PROMOTIONS.map((role) => (
        <button key={role} type="button" autoFocus={role === "queen"} aria-label={t(`piece.${role}`)} onClick={() => choose(role)}>
          <span class="cg-wrap">
            {h("piece", { class: `${role} ${side}` })}
          </span>
        </button>
      ))}
    </dialog>
  );
}
