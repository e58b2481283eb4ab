/**
 * One line to the server that survives the network: rooms are followed from the last version seen, commands are
 * sent again under the same id until they are answered, and the hour of the server is kept.
 *
 *     const line = new Line("ws://localhost:8000/e/demo/ws");
 *     line.watch("game:r1m1b1", (news) => …);
 */

import { type ReadonlySignal, type Signal, signal } from "@preact/signals";
import { ServerHours } from "./hours";
import type {
  Ack,
  AcceptDraw,
  ClientMessage,
  Hello,
  MoveCommand,
  OfferDraw,
  Refusal,
  Refused,
  Resign,
  ServerMessage,
} from "./protocol";

/** The meaning of the messages this page was built for. */
export const PROTOCOL = 1;

const PING_AFTER = 2_500;
const SILENCE = 9_000;
const BACKOFF = { first: 500, most: 5_000 };
/** A command that could not be stored is brought again after this. */
const AGAIN = 2_000;
/** Close code of a server that will not hear this page again: a reconnect would bring the same. */
const POLICY_VIOLATION = 1008;

export type Connection = "connecting" | "online" | "offline" | "outdated" | "rejected";
export type Command = MoveCommand | OfferDraw | AcceptDraw | Resign;
export type RoomMessage = Exclude<ServerMessage, { t: "hello" | "pong" | "ack" | "refused" }>;

/**
 * A command without its answer. `unsent`: no line has carried it yet; `held`: the game's clocks stand; `later`: the
 * server could not take it now.
 */
export interface Unanswered {
  readonly command: Command;
  readonly state: "unsent" | "sent" | "held" | "later";
}

/** Refusals that may turn out differently; every other one is an answer. */
const MAY_COME: Readonly<Partial<Record<Refusal, "held" | "later">>> = {
  suspended: "held",
  not_started: "held",
  restarting: "later",
  not_stored: "later",
};

interface Room {
  /** The last version seen; `null` while a snapshot is awaited, and news before it is of no use. */
  since: number | null;
  readonly followers: Set<(message: RoomMessage) => void>;
}

/** A new id for a command: `crypto.randomUUID` is missing on plain http. */
export function newId(): string {
  return Array.from(crypto.getRandomValues(new Uint8Array(12)), (byte) => byte.toString(16).padStart(2, "0")).join("");
}

export class Line {
  readonly hours = new ServerHours();
  private readonly state = signal<Connection>("connecting");
  private readonly greeting: Signal<Hello | null> = signal(null);
  private readonly waiting = signal<readonly Unanswered[]>([]);
  private readonly answered = new Map<string, (answer: Ack | Refused) => void>();
  private readonly rooms = new Map<string, Room>();
  private socket: WebSocket | null = null;
  private greeted = false;
  private failures = 0;
  private pings = 0;
  private silence: number | undefined;
  private next: number | undefined;

  /** `welcome` says whether this page may still come in; it is asked when a line breaks before its greeting. */
  constructor(
    private readonly url: string,
    private readonly welcome: () => Promise<boolean> = async () => true,
  ) {
    addEventListener("online", this.hurry);
    document.addEventListener("visibilitychange", this.hurry);
    this.open();
  }

  get connection(): ReadonlySignal<Connection> {
    return this.state;
  }

  /** The newest greeting: whom this page speaks for and which board is his now. */
  get hello(): ReadonlySignal<Hello | null> {
    return this.greeting;
  }

  get unanswered(): ReadonlySignal<readonly Unanswered[]> {
    return this.waiting;
  }

  /** Follow a room: one snapshot, then news, each once and in order. Returns how to stop. */
  watch(name: string, follower: (message: RoomMessage) => void): () => void {
    const room = this.rooms.get(name) ?? { since: null, followers: new Set() };
    room.followers.add(follower);
    if (!this.rooms.has(name)) {
      this.rooms.set(name, room);
      this.put({ t: "watch", room: name });
    }
    return () => {
      room.followers.delete(follower);
      if (room.followers.size || !this.rooms.delete(name)) return;
      this.put({ t: "unwatch", room: name });
    };
  }

  /** Ask for the room's snapshot: something is missing here. */
  resync(name: string): void {
    const room = this.rooms.get(name);
    if (!room) return;
    room.since = null;
    this.put({ t: "unwatch", room: name });
    this.put({ t: "watch", room: name });
  }

  /** Send a command, and send it again after each break until it is answered; `answered` hears that once. */
  send(command: Command, answered: (answer: Ack | Refused) => void): void {
    this.answered.set(command.id, answered);
    const state = this.put(command) ? "sent" : "unsent";
    this.waiting.value = [...this.waiting.value, { command, state }];
  }

  /** Hang up for good. */
  close(): void {
    removeEventListener("online", this.hurry);
    document.removeEventListener("visibilitychange", this.hurry);
    this.hangUp("offline");
  }

  private open(): void {
    const socket = new WebSocket(this.url);
    this.socket = socket;
    this.greeted = false;
    this.expectLife();
    socket.onmessage = (message: MessageEvent<string>) => {
      if (socket === this.socket) this.hear(JSON.parse(message.data) as ServerMessage); // typed by protocol.ts
    };
    socket.onclose = (event) => {
      if (socket === this.socket) this.lost(event.code);
    };
  }

  private lost(code: number): void {
    if (code === POLICY_VIOLATION) return this.hangUp("rejected");
    if (!this.greeted) void this.welcome().then((yes) => yes || this.hangUp("rejected"));
    this.hangUp("offline");
    const delay = Math.min(BACKOFF.most, BACKOFF.first * 2 ** this.failures);
    this.failures += 1;
    this.next = setTimeout(() => this.open(), delay * (0.5 + Math.random() / 2));
  }

  private hangUp(state: Connection): void {
    const socket = this.socket;
    this.socket = null;
    this.greeted = false;
    socket?.close();
    clearTimeout(this.silence);
    clearTimeout(this.next);
    this.hours.lose();
    this.state.value = state;
  }

  /** Do not wait out the pause when the network or the reader has come back. */
  private readonly hurry = (): void => {
    if (this.state.value !== "offline" || this.socket !== null || document.hidden) return;
    clearTimeout(this.next);
    this.open();
  };

  private expectLife(): void {
    clearTimeout(this.silence);
    this.silence = setTimeout(() => this.lost(0), SILENCE);
  }

  private put(message: ClientMessage): boolean {
    if (!this.greeted || this.socket?.readyState !== WebSocket.OPEN) return false;
    this.socket.send(JSON.stringify(message));
    return true;
  }

  private hear(message: ServerMessage): void {
    switch (message.t) {
      case "hello":
        return this.greet(message);
      case "pong":
        this.hours.hear(message.now, performance.now());
        clearTimeout(this.silence);
        this.next = setTimeout(this.ping, PING_AFTER);
        return;
      case "ack":
        return this.settle(message);
      case "refused":
        return this.refused(message);
      default:
        this.tell(message);
    }
  }

  private greet(hello: Hello): void {
    if (hello.protocol !== PROTOCOL) return this.hangUp("outdated");
    if (!this.greeted) {
      this.greeted = true;
      this.failures = 0;
      this.hours.reset();
      this.hours.hear(hello.now, performance.now());
      for (const [room, { since }] of this.rooms) this.put({ t: "watch", room, since });
      this.resend(() => true);
      this.ping();
    }
    this.greeting.value = hello;
    this.state.value = "online";
  }

  private readonly ping = (): void => {
    this.pings += 1;
    this.put({ t: "ping", n: this.pings });
    this.expectLife();
  };

  private tell(message: RoomMessage): void {
    const room = this.rooms.get(message.room);
    if (!room) return;
    const snapshot = message.t === "game" || message.t === "event";
    if ("v" in message) {
      if (!snapshot && (room.since === null || message.v <= room.since)) return;
      room.since = message.v;
    }
    for (const follower of room.followers) follower(message);
    if (message.t === "started" || message.t === "resumed" || (message.t === "game" && message.phase === "running"))
      this.resend((waiting) => waiting.state === "held" && waiting.command.game === message.game);
  }

  private refused(answer: Refused): void {
    const state = MAY_COME[answer.code];
    if (state === undefined) return this.settle(answer);
    this.waiting.value = this.waiting.value.map((entry) =>
      entry.command.id === answer.id ? { ...entry, state } : entry,
    );
    if (state === "later")
      setTimeout(() => this.resend((one) => one.command.id === answer.id && one.state === "later"), AGAIN);
  }

  private settle(answer: Ack | Refused): void {
    this.waiting.value = this.waiting.value.filter(({ command }) => command.id !== answer.id);
    const answered = this.answered.get(answer.id);
    this.answered.delete(answer.id);
    answered?.(answer);
  }

  private resend(which: (waiting: Unanswered) => boolean): void {
    this.waiting.value = this.waiting.value.map((entry) =>
      which(entry) && this.put(entry.command) ? { ...entry, state: "sent" } : entry,
    );
  }
}
