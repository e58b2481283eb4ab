// Emitted from server/protocol/messages.py by clients/web/build.py; not edited by hand.

export type ClientMessage = Watch | Unwatch | MoveCommand | OfferDraw | AcceptDraw | Resign | Ping;
export type ServerMessage =
  | Hello
  | Pong
  | Ack
  | Refused
  | Presence
  | RosterNews
  | RoundPublished
  | RoundClosed
  | Standings
  | GameStarted
  | Move
  | DrawOffered
  | ClocksSuspended
  | ClocksResumed
  | GameEnded
  | GameSnapshot
  | EventSnapshot;
/**
 * What a person may do; somebody without a person is a spectator.
 */
export type Role = "arbiter" | "captain" | "player";
/**
 * Why a command was refused; nothing has changed, and the same id may be sent again.
 */
export type Refusal =
  | "unknown_game"
  | "not_your_game"
  | "not_allowed"
  | "not_started"
  | "already_started"
  | "suspended"
  | "not_suspended"
  | "game_over"
  | "not_your_turn"
  | "other_ply"
  | "illegal_move"
  | "flag_fallen"
  | "flag_stands"
  | "offer_stands"
  | "no_offer"
  | "round_open"
  | "round_published"
  | "no_such_round"
  | "no_more_rounds"
  | "unfinished_games"
  | "not_stored"
  | "restarting";
/**
 * White or Black: of a player on a board, of a team on board 1.
 */
export type Side = "white" | "black";
/**
 * Why a game ended (FIDE Online Chess Regulations, articles 4 and 5).
 */
export type EndReason =
  | "checkmate"
  | "stalemate"
  | "third_repetition"
  | "fifty_moves"
  | "dead_position"
  | "flag_fall"
  | "flag_fall_cannot_mate"
  | "resignation"
  | "resignation_cannot_mate"
  | "agreement";
/**
 * Where a game stands in its life.
 */
export type Phase = "published" | "running" | "suspended" | "ended";

export interface Wire {
  client: ClientMessage;
  server: ServerMessage;
}
/**
 * Follow a room from the version `since` on, or from one snapshot if that is too far back.
 */
export interface Watch {
  t: "watch";
  room: string;
  since?: number | null;
}
/**
 * Follow a room no longer.
 */
export interface Unwatch {
  t: "unwatch";
  room: string;
}
/**
 * Play a move; `ply` is the number of half-moves the sender has seen before it (0 at the start).
 */
export interface MoveCommand {
  id: string;
  game: string;
  t: "move";
  ply: number;
  uci: string;
}
/**
 * Offer a draw; it stands until accepted, or the opponent moves, or the game ends (Online 5.3).
 */
export interface OfferDraw {
  id: string;
  game: string;
  t: "offer_draw";
}
/**
 * Accept the opponent's standing offer.
 */
export interface AcceptDraw {
  id: string;
  game: string;
  t: "accept_draw";
}
/**
 * Resign the game.
 */
export interface Resign {
  id: string;
  game: string;
  t: "resign";
}
/**
 * The page's own heartbeat, answered by `pong` with the same number.
 */
export interface Ping {
  t: "ping";
  n: number;
}
/**
 * The first message of every socket, sent again when `you` changes (a new round's board).
 */
export interface Hello {
  t: "hello";
  protocol: number;
  build: string;
  event: string;
  now: number;
  you: You | null;
}
/**
 * Whom this socket speaks for; `game` is the board to sit down at now, if there is one.
 */
export interface You {
  person: string;
  role: Role;
  team: string | null;
  game: string | null;
}
/**
 * Answers `ping`; `now` is the server's clock.
 */
export interface Pong {
  t: "pong";
  n: number;
  now: number;
}
/**
 * The command is on disk and will never be undone by a crash; `v` is where it stands in the journal.
 */
export interface Ack {
  t: "ack";
  id: string;
  v: number;
}
/**
 * The command changed nothing; `code` says why.
 */
export interface Refused {
  t: "refused";
  id: string;
  code: Refusal;
}
/**
 * Which players of a game have an open line; newest wins, no version.
 */
export interface Presence {
  t: "presence";
  room: string;
  game: string;
  white: boolean;
  black: boolean;
}
/**
 * The event's title, teams and players: the only message that carries names.
 */
export interface RosterNews {
  room: string;
  v: number;
  t: "roster";
  title: Names;
  rounds: number;
  time_control: TimeControl;
  teams: TeamView[];
  people: PersonView[];
}
/**
 * One name in the three languages of the pages.
 */
export interface Names {
  ru: string;
  zh: string;
  en: string;
}
/**
 * Base time and increment for each move, both in ms.
 */
export interface TimeControl {
  base: number;
  increment: number;
}
/**
 * A team as everybody sees it; `number` is its pairing number, `zone` its IANA time zone.
 */
export interface TeamView {
  id: string;
  number: number;
  names: Names;
  zone: string;
}
/**
 * A player by the public-name rule: native script, Latin letters, BCP 47 language of the native form.
 */
export interface PersonView {
  id: string;
  team: string;
  board: number;
  name: string;
  latin: string;
  lang: string;
}
/**
 * A round's matches and boards; its games are created with it. `free`: a team without an opponent.
 */
export interface RoundPublished {
  room: string;
  v: number;
  t: "round";
  round: number;
  matches: MatchView[];
  free: string | null;
}
/**
 * Team against team; `white` is the team with White on board 1.
 */
export interface MatchView {
  id: string;
  white: string;
  black: string;
  boards: BoardView[];
}
/**
 * One board of a match: its game and its two players.
 */
export interface BoardView {
  game: string;
  board: number;
  white: string;
  black: string;
}
/**
 * The arbiter has closed the round: its results stand.
 */
export interface RoundClosed {
  room: string;
  v: number;
  t: "round_closed";
  round: number;
}
/**
 * The whole table, in place of the one before; `codes` name the tie-breaks of each row, in order.
 *
 * `as_of` is the journal position it shows. It is not kept for those who were away: a reader that resumes
 * asks the pages for the table.
 */
export interface Standings {
  t: "standings";
  room: string;
  as_of: number;
  codes: string[];
  rows: StandingRow[];
}
/**
 * One team's line; teams still tied share the rank. All points are half-points, match points too.
 */
export interface StandingRow {
  rank: number;
  team: string;
  played: number;
  wins: number;
  draws: number;
  losses: number;
  match_points: number;
  game_points: number;
  tiebreaks: string[];
}
/**
 * The clocks run from here on, White's first (Laws 6.6).
 */
export interface GameStarted {
  room: string;
  v: number;
  t: "started";
  game: string;
  clocks: Clocks;
}
/**
 * Time left to both at the instant `at`; from then on only the clock of `running` goes down.
 */
export interface Clocks {
  white: number;
  black: number;
  running: Side | null;
  at: number;
}
/**
 * A move that was played; `ply` counts half-moves from 1, `spent` is the thinking time charged for it.
 */
export interface Move {
  room: string;
  v: number;
  t: "moved";
  game: string;
  ply: number;
  uci: string;
  san: string;
  spent: number;
  clocks: Clocks;
}
/**
 * An offer stands now.
 */
export interface DrawOffered {
  room: string;
  v: number;
  t: "draw_offered";
  game: string;
  by: Side;
}
/**
 * Both clocks stand; no move is accepted.
 */
export interface ClocksSuspended {
  room: string;
  v: number;
  t: "suspended";
  game: string;
  clocks: Clocks;
}
/**
 * The clock of the side to move runs again.
 */
export interface ClocksResumed {
  room: string;
  v: number;
  t: "resumed";
  game: string;
  clocks: Clocks;
}
/**
 * The game's result and why; it goes to the game's rooms and to `event`.
 */
export interface GameEnded {
  room: string;
  v: number;
  t: "ended";
  game: string;
  result: Result;
  reason: EndReason;
  clocks: Clocks;
}
/**
 * Half-points of White and of Black: 2-0, 1-1, 0-2 and what an arbiter may decide besides.
 */
export interface Result {
  white: number;
  black: number;
}
/**
 * A whole game, in place of all its news so far.
 */
export interface GameSnapshot {
  room: string;
  v: number;
  t: "game";
  game: string;
  white: string;
  black: string;
  phase: Phase;
  moves: MoveView[];
  clocks: Clocks;
  offer: Side | null;
  result: Result | null;
  reason: EndReason | null;
}
/**
 * One half-move of a snapshot; `left` is the mover's time after it.
 */
export interface MoveView {
  uci: string;
  san: string;
  spent: number;
  left: number;
}
/**
 * The whole event but the moves, in place of all news of the room so far.
 */
export interface EventSnapshot {
  room: string;
  v: number;
  t: "event";
  title: Names;
  rounds: number;
  time_control: TimeControl;
  teams: TeamView[];
  people: PersonView[];
  played: RoundView[];
  ended: ScoreView[];
  codes: string[];
  standings: StandingRow[];
}
/**
 * A round of the snapshot: its matches, and whether it is closed.
 */
export interface RoundView {
  round: number;
  matches: MatchView[];
  free: string | null;
  closed: boolean;
}
/**
 * A finished board of the snapshot.
 */
export interface ScoreView {
  game: string;
  result: Result;
  reason: EndReason;
}
