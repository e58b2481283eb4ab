/** The positions of a game, from its moves. A board's rules come from chessops, its picture is chessground's. */

import type { Config } from "chessground/config";
import type { Key as SquareKey } from "chessground/types";
import { castlingSide, Chess } from "chessops/chess";
import { makeBoardFen } from "chessops/fen";
import type { NormalMove } from "chessops/types";
import { kingCastlesTo, makeUci, parseUci } from "chessops/util";
import type { MoveView } from "./protocol";

type Played = readonly Pick<MoveView, "uci">[];

/** Remembers the positions it has been through, so that each move is played once. */
export class Replay {
  private readonly positions: Chess[] = [Chess.default()];
  private readonly played: string[] = [];

  /** The position after `ply` half-moves. */
  at(moves: Played, ply: number = moves.length): Chess {
    let known = 0;
    while (known < this.played.length && this.played[known] === moves[known]?.uci) known += 1;
    if (known < Math.min(ply, this.played.length)) this.forget(known);
    for (const { uci } of moves.slice(this.played.length, ply)) this.play(uci);
    return this.positions[ply] ?? Chess.default();
  }

  private forget(from: number): void {
    this.played.length = from;
    this.positions.length = from + 1;
  }

  private play(uci: string): void {
    const next = (this.positions.at(-1) ?? Chess.default()).clone();
    const move = parseUci(uci);
    if (move) next.play(move);
    this.positions.push(next);
    this.played.push(uci);
  }
}

/** The two squares of a move. */
export function squares(uci: string | undefined): SquareKey[] {
  return uci === undefined ? [] : [uci.slice(0, 2) as SquareKey, uci.slice(2, 4) as SquareKey];
}

/** The move as the wire has it: castling is the king's own step of two, however it was made on the board. */
export function wireUci(position: Chess, move: NormalMove): string {
  const side = castlingSide(position, move);
  return makeUci(side === undefined ? move : { ...move, to: kingCastlesTo(position.turn, side) });
}

/** How a board shows the position after `ply` half-moves. */
export function picture(replay: Replay, moves: Played, ply: number = moves.length): Config {
  const position = replay.at(moves, ply);
  return {
    fen: makeBoardFen(position.board),
    turnColor: position.turn,
    check: position.isCheck() ? position.turn : false,
    lastMove: squares(moves[ply - 1]?.uci),
  };
}
