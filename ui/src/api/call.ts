import { invoke } from "@tauri-apps/api/core";
import { listen } from "@tauri-apps/api/event";
import type { Commands } from "./generated/commands";
import type { SessionView } from "./generated/contract";
import { asFailure } from "./errors";

export type CommandName = keyof Commands;
type Request<N extends CommandName> = Commands[N]["request"];
type Arguments<N extends CommandName> = Request<N> extends null ? [] : [request: Request<N>];

let lockedOut: () => void = () => {};

/** Says what to do when a command finds the vault locked. */
export function whenLockedOut(act: () => void): void {
  lockedOut = act;
}

const listeners = new Set<(name: CommandName) => void>();

/** Calls `heard` after every command that was answered; returns how to stop that. */
export function whenAnswered(heard: (name: CommandName) => void): () => void {
  listeners.add(heard);
  return () => listeners.delete(heard);
}

/** Asks the program for something; throws a `CommandFailure` when it refuses. */
export async function call<N extends CommandName>(
  name: N,
  ...[request]: Arguments<N>
): Promise<Commands[N]["view"]> {
  try {
    const answer = await invoke<Commands[N]["view"]>(name, { request: request ?? null });
    for (const heard of listeners) heard(name);
    return answer;
  } catch (thrown) {
    const failure = asFailure(thrown);
    if (failure.code === "locked") lockedOut();
    throw failure;
  }
}

/** Calls `changed` when the stage changes by itself, for example when the idle time is over. */
export async function whenSessionChanges(changed: (view: SessionView) => void): Promise<void> {
  await listen<SessionView>("session", (event) => changed(event.payload));
}

/** Calls `act` when the program is about to lock by itself; it waits a moment for `flushed`. */
export async function whenLocking(act: () => void): Promise<void> {
  await listen("locking", act);
}
