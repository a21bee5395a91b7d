import { call } from "$api/call";
import type { CoursesView, CourseView, ReasonCode } from "$api/generated/contract";
import { language } from "$i18n";

/** A text of the office in the language of the screen; in the other one where it is missing. */
export function inLanguage({ ja, en }: { ja: string; en: string }): string {
  return language.current === "ja" ? ja || en : en || ja;
}

/** The courses of the office with the words of its code lists. */
class Courses {
  view: CoursesView | null = $state.raw(null);
  #loading: Promise<void> | null = null;

  /** Fetches them, once. */
  load(): Promise<void> {
    this.#loading ??= call("courses").then(
      (view) => this.accept(view),
      (failure) => {
        this.#loading = null;
        throw failure;
      },
    );
    return this.#loading;
  }

  accept(view: CoursesView): void {
    this.view = view;
  }

  of(code: string): CourseView | undefined {
    return this.view?.courses.find(({ course }) => course.code === code);
  }

  /** The name of a course; its code while it is not known. */
  name(code: string): string {
    const course = this.of(code)?.course;
    return course ? inLanguage({ ja: course.name_ja, en: course.name_en }) : code;
  }

  /** The words for why a session or a meeting did not take place. */
  sessionReason(code: string): string {
    return word(this.view?.session_reasons, code);
  }

  /** The words for why somebody left or a pair ended. */
  exitReason(code: string): string {
    return word(this.view?.exit_reasons, code);
  }

  get sessionReasons() {
    return choices(this.view?.session_reasons);
  }

  get exitReasons() {
    return choices(this.view?.exit_reasons);
  }
}

function word(reasons: readonly ReasonCode[] | undefined, code: string): string {
  const reason = reasons?.find((one) => one.code === code);
  return reason ? inLanguage(reason) : code;
}

function choices(reasons: readonly ReasonCode[] = []) {
  return reasons.map((reason) => ({ value: reason.code, label: inLanguage(reason) }));
}

export const courses = new Courses();
