import { call } from "$api/call";
import { asFailure, type CommandFailure } from "$api/errors";
import type {
  ApproveHeadlinesRequest,
  FiguresView,
  FigureView,
  Language,
  ProgrammeYearView,
  ReportFormat,
  ReportView,
} from "$api/generated/contract";

/** The activity report of a year and the figures it is made of. */
export class ActivityReport {
  language = $state<Language>("ja");
  figures = $state.raw<FiguresView | null>(null);
  report = $state.raw<ReportView | null>(null);
  failure = $state.raw<CommandFailure | null>(null);
  readonly year: number;

  constructor(year: number, language: Language) {
    this.year = year;
    this.language = language;
  }

  readonly approved = $derived.by(() => this.figures?.approval !== null && this.figures !== null);

  figure(id: string): FigureView | undefined {
    return this.figures?.figures.find((each) => each.id === id);
  }

  programme(id: string): ProgrammeYearView | undefined {
    return this.figures?.programmes.find((each) => each.programme === id);
  }

  async load(): Promise<void> {
    try {
      [this.figures] = await Promise.all([call("figures", { year: this.year }), this.#compose()]);
    } catch (thrown) {
      this.failure = asFailure(thrown);
    }
  }

  async setLanguage(language: Language): Promise<void> {
    this.language = language;
    try {
      await this.#compose();
    } catch (thrown) {
      this.failure = asFailure(thrown);
    }
  }

  async saveProgramme(programme: ProgrammeYearView): Promise<void> {
    this.figures = await call("save_programme_year", { year: this.year, programme });
    await this.#compose();
  }

  async approve(request: ApproveHeadlinesRequest): Promise<void> {
    this.figures = await call("approve_headlines", request);
  }

  /** False when the person closed the dialog. */
  async export(format: ReportFormat): Promise<boolean> {
    const { saved } = await call("export_report", { year: this.year, language: this.language, format });
    return saved;
  }

  async #compose(): Promise<void> {
    const language = this.language;
    const report = await call("report", { year: this.year, language });
    if (language === this.language) this.report = report;
  }
}
