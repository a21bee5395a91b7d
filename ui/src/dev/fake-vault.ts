import type { Commands } from "../api/generated/commands";
import type {
  Act,
  ActRow,
  BackupLine,
  CommandError,
  CountLine,
  ErrorCode,
  JobKind,
  JobStep,
  KeysView,
  MemberView,
  MembersView,
  Role,
  SessionStage,
  SessionView,
} from "../api/generated/contract";
import { addDays, TODAY } from "./fake-people";

type VaultCommand =
  | "progress"
  | "cancel_job"
  | "flushed"
  | "rescue"
  | "accept_state"
  | "holders"
  | "keys"
  | "make_office_keys"
  | "set_escrow"
  | "remove_escrow"
  | "bind_device"
  | "unbind_device"
  | "members"
  | "add_member"
  | "change_member"
  | "end_member"
  | "seal_for_travel"
  | "quick_erase"
  | "backup_state"
  | "make_backup"
  | "look_at_backup"
  | "restore_backup"
  | "forget_backup";

type VaultHandlers = { [N in VaultCommand]: (request: Commands[N]["request"]) => Commands[N]["view"] };

const everyone: Role[] = ["caseworker", "placement", "office", "data_protection"];

const roles: Record<Act, Role[]> = {
  own_account: everyone,
  see_people: everyone,
  edit_people: ["caseworker", "placement"],
  tasks: everyone,
  override_consent: ["caseworker", "data_protection"],
  interview: ["caseworker"],
  forms: ["caseworker", "office"],
  documents: ["caseworker", "placement"],
  placement: ["placement"],
  programmes: ["caseworker", "placement", "office"],
  see_figures: everyone,
  report: ["office"],
  approve_figures: ["data_protection"],
  organisation: ["office"],
  members: ["office"],
  backup: everyone,
  restore: ["office", "data_protection"],
  travel: everyone,
  journal: ["data_protection"],
  erase: ["data_protection"],
  hand_over: ["caseworker"],
  merge: ["caseworker", "data_protection"],
};

/** The table of the program. */
export const actRows: ActRow[] = Object.entries(roles).map(([act, allowed]) => ({ act: act as Act, roles: allowed }));

/** What somebody with these roles may do. */
export const actsOf = (held: Role[]): Act[] =>
  actRows.filter((row) => row.roles.some((role) => held.includes(role))).map(({ act }) => act);

const steps: Partial<Record<JobKind, JobStep[]>> = {
  unlock: ["key", "seals", "structure", "references", "journal"],
  backup: ["copying", "documents", "writing", "reading_back"],
  restore: ["copying", "structure", "journal", "documents", "writing", "cleaning"],
  release: ["counting", "protecting", "writing"],
};

/** The long work of this moment: which, since when, for how long. */
export class FakeWork {
  #job: JobKind | null = null;
  #since = 0;
  #takes = 1;

  begin(job: JobKind, takes: number): void {
    this.#job = job;
    this.#since = Date.now();
    this.#takes = takes;
  }

  view(): Commands["progress"]["view"] {
    const fraction = Math.min(1, (Date.now() - this.#since) / this.#takes);
    const all = (this.#job && steps[this.#job]) ?? [];
    if (!this.#job || fraction >= 1) return { job: null, step: null, fraction: 0, cancellable: false };
    const step = all[Math.min(all.length - 1, Math.floor(fraction * all.length))] ?? null;
    return { job: this.#job, step, fraction, cancellable: this.#job !== "unlock" };
  }
}

function counts(participants: number): CountLine[] {
  return [
    { what: "participants", count: participants },
    { what: "interviews", count: Math.round(participants * 1.4) },
    { what: "companies", count: 38 },
    { what: "documents", count: 27 },
    { what: "journal_entries", count: participants * 46 },
  ];
}

/** How the invented vault begins. */
export interface FakeVault {
  session: SessionView;
  stage: (next: SessionStage) => SessionView;
  work: FakeWork;
  /** Days since the last backup; none when null. */
  backupDays: number | null;
  rescue: Commands["rescue"]["view"]["reason"];
  holders: number;
}

/** Answers the commands about keys, members, backups and the rescue from memory. */
export function vaultCommands(vault: FakeVault): VaultHandlers {
  const { session, stage, work } = vault;
  let keys: KeysView = {
    passphrases: 2,
    recovery_confirmed: true,
    escrow: false,
    device_bound: false,
    device: "ready",
    hears_sleep: true,
    hears_screen: false,
    serial: 4183,
  };
  let members: MemberView[] = [
    member(1, "佐藤 みなと", everyone, true),
    member(2, "Amina Osman", ["caseworker"], false),
    { ...member(3, "鈴木 はるか", ["placement"], false), left: "2025-03-31" },
  ];
  let last: BackupLine | null =
    vault.backupDays === null ? null : { serial: 12, made_at: `${addDays(TODAY, -vault.backupDays)}T17:20:00+09:00`, days: vault.backupDays };

  const membersView = (): MembersView => ({ members, acts: actRows, room: 6 - members.filter(({ left }) => !left).length });
  const proves = (current: string) => {
    if (current.length < 4) refuse("wrong_secret", "current");
  };
  const keysView = (current: string, change: Partial<KeysView>): KeysView => {
    proves(current);
    keys = { ...keys, ...change, serial: keys.serial + 1 };
    return keys;
  };

  return {
    progress: () => work.view(),
    cancel_job: () => null,
    flushed: () => null,
    rescue: () => ({
      reason: vault.rescue,
      found_serial: 4102,
      expected_serial: 4183,
      expected_at: `${addDays(TODAY, -1)}T18:04:00+09:00`,
      last_backup: last,
      can_accept: vault.rescue !== "damaged",
    }),
    accept_state: ({ code }) => {
      if (code.length < 8) refuse("recovery_typo", "code");
      return stage("open");
    },
    holders: () => ({ holders: members.slice(0, vault.holders).map(({ id, name }) => ({ id, name })) }),
    keys: () => keys,
    make_office_keys: () => ({
      secret: `AGE-SECRET-KEY-1${"QPZRY9X8GF2TVDW0S3JN54KHCE6MUA7L".repeat(2).slice(0, 58)}`,
      public: `age1${"0123456789acdefghjklmnpqrstuvwxyz".repeat(2).slice(Math.floor(Math.random() * 8)).slice(0, 58)}`,
    }),
    set_escrow: ({ first, second, current }) => {
      if (!first.startsWith("age1")) refuse("bad_office_key", "first");
      if (!second.startsWith("age1")) refuse("bad_office_key", "second");
      if (first === second) refuse("same_office_key", "second");
      return keysView(current, { escrow: true });
    },
    remove_escrow: ({ current }) => keysView(current, { escrow: false }),
    bind_device: ({ current }) => keysView(current, { device_bound: true }),
    unbind_device: ({ current }) => keysView(current, { device_bound: false }),
    members: membersView,
    add_member: ({ name, roles: held, passphrase, current }) => {
      if (!name.trim()) refuse("empty", "name");
      if (held.length === 0) refuse("empty", "roles");
      if (passphrase.length < 15) refuse("weak_passphrase", "passphrase");
      proves(current);
      members = [...members.slice(0, -1), member(members.length + 1, name.trim(), held, false), ...members.slice(-1)];
      return membersView();
    },
    change_member: ({ member: id, name, roles: held }) => {
      if (!name.trim()) refuse("empty", "name");
      if (held.length === 0) refuse("empty", "roles");
      if (id === 1 && !held.includes("office")) refuse("last_of_role", "roles");
      members = members.map((one) => (one.id === id ? { ...one, name: name.trim(), roles: held } : one));
      return membersView();
    },
    end_member: ({ member: id, current }) => {
      proves(current);
      members = members.map((one) => (one.id === id ? { ...one, left: TODAY } : one));
      return membersView();
    },
    seal_for_travel: ({ current }) => {
      proves(current);
      if (last?.days !== 0) refuse("backup_needed");
      session.openers = { passphrase: false, recovery: true, escrow: keys.escrow };
      history.replaceState(null, "", `?stage=locked&sealed&lang=${session.language}${window.location.hash}`);
      return stage("locked");
    },
    quick_erase: () => {
      if (!session.quick_erase) refuse("not_allowed");
      return { keys_gone: true, left: 1 };
    },
    backup_state: () => ({ last, due: last === null || last.days > 7, remind_after: 7 }),
    make_backup: () => {
      last = { serial: (last?.serial ?? 0) + 1, made_at: `${TODAY}T14:05:00+09:00`, days: 0 };
      return { saved: true, serial: last.serial, bytes: 18_430_112, counts: counts(112) };
    },
    look_at_backup: ({ secret }) => {
      if (secret.length < 4) refuse("wrong_secret", "secret");
      const current = session.stage === "open" ? { at: `${TODAY}T14:05:00+09:00`, serial: 4183, counts: counts(112) } : null;
      return {
        chosen: true,
        backup: { at: `${addDays(TODAY, -9)}T17:20:00+09:00`, serial: 4102, counts: counts(109) },
        current,
        older: true,
        same_vault: true,
        erased_again: 1,
      };
    },
    restore_backup: () => {
      history.replaceState(null, "", `?stage=locked&lang=${session.language}${window.location.hash}`);
      return stage("locked");
    },
    forget_backup: () => null,
  };
}

function member(id: number, name: string, held: Role[], own: boolean): MemberView {
  return { id, name, roles: held, since: "2023-04-03", left: null, own, device_bound: false };
}

function refuse(code: ErrorCode, field: string | null = null): never {
  throw { code, field } satisfies CommandError;
}
