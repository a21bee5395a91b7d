import type { ApproveHeadlinesRequest, FiguresView } from "../../api/generated/contract";
import { SvelteSet } from "svelte/reactivity";

const STAFF_CODE = /^[a-z][a-z0-9_]{0,39}$/;

/** An approval in the making: somebody named has looked at every small count. */
export class Approval {
  approver = $state("");
  readonly ticked = new SvelteSet<string>();
  readonly #view: FiguresView;

  /** Somebody whose name is a staff code need not type it; any other name may not go out with the figures. */
  constructor(view: FiguresView, member: string | null) {
    this.#view = view;
    if (member !== null && STAFF_CODE.test(member)) this.approver = member;
  }

  readonly approverValid = $derived.by(() => STAFF_CODE.test(this.approver.trim()));
  readonly allTicked = $derived.by(() => this.#view.small_counts.every((each) => this.ticked.has(each.figure)));
  readonly ready = $derived.by(() => this.approverValid && this.allTicked);

  tick(figure: string, on: boolean): void {
    if (on) this.ticked.add(figure);
    else this.ticked.delete(figure);
  }

  /** Null until everything is there. */
  request(): ApproveHeadlinesRequest | null {
    if (!this.ready) return null;
    const { year, small_counts } = this.#view;
    return { year, approver: this.approver.trim(), small_counts };
  }
}
