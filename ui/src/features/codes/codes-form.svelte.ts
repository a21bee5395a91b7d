import { call } from "$api/call";
import { asFailure, fieldError, type CommandFailure } from "$api/errors";
import type { CodeListView, CodeView, PolicyView } from "$api/generated/contract";
import { Attempting } from "../../attempt.svelte";
import { codes } from "../../codes.svelte";

/** In how many records the codes of a list stand. */
export class CodeUses {
  readonly list: string;
  #uses = new Map<string, number>();

  constructor(list: string) {
    this.list = list;
  }

  async load(): Promise<void> {
    const { uses } = await call("code_uses", { list: this.list });
    this.#uses = new Map(uses.map(({ code, records }) => [code, records]));
  }

  of(code: string): number {
    return this.#uses.get(code) ?? 0;
  }
}

/** A code of a list while the office enters or changes it. */
export class CodeForm extends Attempting {
  readonly list: CodeListView;
  readonly code: CodeView | null;
  readonly uses: number | null;
  ja = $state("");
  en = $state("");
  validFrom = $state("");
  validUntil = $state("");
  kindOf = $state("");

  /** `uses` tells in how many records it stands, once that is known. */
  constructor(list: CodeListView, code: CodeView | null, uses: number | null = null) {
    super();
    this.list = list;
    this.code = code;
    this.uses = uses;
    this.ja = code?.ja ?? "";
    this.en = code?.en ?? "";
    this.validFrom = code?.valid_from ?? "";
    this.validUntil = code?.valid_until ?? "";
    this.kindOf = code?.kind_of ?? "";
  }

  error(field: string): string | undefined {
    return fieldError(this.failure, field);
  }

  /** Whether it was saved. */
  save(): Promise<boolean> {
    return this.#ask(() =>
      call("save_code", {
        list: this.list.list,
        code: this.code?.code ?? "",
        ja: this.ja,
        en: this.en,
        valid_from: this.validFrom,
        valid_until: this.validUntil,
        kind_of: this.kindOf,
      }),
    );
  }

  /** Whether today lies after its last day. */
  get retired(): boolean {
    return this.code?.valid_until !== null && this.code !== null && !this.code.offered;
  }

  /** Today becomes its last day, or it has none any more. */
  retire(today: string): Promise<boolean> {
    this.validUntil = this.retired ? "" : today;
    return this.save();
  }

  /** Whether it was removed. */
  remove(): Promise<boolean> {
    const code = this.code?.code ?? "";
    return this.#ask(() => call("remove_code", { list: this.list.list, code }));
  }

  async #ask(ask: () => ReturnType<typeof call<"save_code">>): Promise<boolean> {
    return this.attempt(async () => {
      codes.accept(await ask());
    });
  }
}

/** A version of the words of consent while it is written. */
export class PolicyForm {
  readonly version: number | null;
  validFrom = $state("");
  ja = $state("");
  en = $state("");
  busy = $state(false);
  failure: CommandFailure | null = $state.raw(null);

  /** `policy` is changed, or else a new version begins with the words of `newest`. */
  constructor(policy: PolicyView | null, newest: PolicyView | undefined, today: string) {
    this.version = policy?.version ?? null;
    this.validFrom = policy?.valid_from ?? today;
    this.ja = (policy ?? newest)?.ja ?? "";
    this.en = (policy ?? newest)?.en ?? "";
  }

  error(field: string): string | undefined {
    return fieldError(this.failure, field);
  }

  async save(): Promise<PolicyView[] | null> {
    const { version, ja, en } = this;
    this.busy = true;
    this.failure = null;
    try {
      return (await call("save_policy", { version, valid_from: this.validFrom, ja, en })).policies;
    } catch (thrown) {
      this.failure = asFailure(thrown);
      return null;
    } finally {
      this.busy = false;
    }
  }
}
