import type { FiguresView, FigureView, Unit } from "../../api/generated/contract";
import { formatMonthDay, formatNumber } from "$format";
import { language, t } from "$i18n";
import { change } from "./numbers";

export function label(figure: FigureView): string {
  return language.current === "ja" ? figure.ja : figure.en;
}

export function rule(figure: FigureView): string {
  return language.current === "ja" ? figure.rule_ja : figure.rule_en;
}

/** 延べ50人 · 50 participations */
export function valueWithUnit(figure: { value: number; unit: Unit }): string {
  const value = formatNumber(figure.value);
  const unit = t.figures.units[figure.unit];
  if (language.current === "en") return `${value} ${unit}`;
  return figure.unit === "participations" ? `延べ${value}${unit}` : `${value}${unit}`;
}

/** In the year, or everything up to its last day. */
export function basisWords(figure: FigureView, view: FiguresView): string {
  return figure.basis === "flow" ? t.figures.basis.flow : t.figures.basis.stock(formatMonthDay(view.ends_on));
}

export function changeWords(figure: FigureView): { mark: string; text: string } {
  const { direction, by } = change(figure);
  const words = t.figures.change;
  if (direction === "up") return { mark: "▲", text: words.up(formatNumber(by)) };
  if (direction === "down") return { mark: "▼", text: words.down(formatNumber(by)) };
  return { mark: "", text: words[direction] };
}
