const STEP = 1.25;
const SMALLEST = 0.1;
const LARGEST = 8;

/** How large a picture or a text is shown. */
export class Zoom {
  /** Null while all of it is shown. */
  chosen: number | null = $state(null);

  /** The factor that is shown, where `fit` shows all of it. */
  factor(fit: number): number {
    return this.chosen ?? fit;
  }

  change(fit: number, by: "in" | "out"): void {
    const next = this.factor(fit) * (by === "in" ? STEP : 1 / STEP);
    this.chosen = Math.min(LARGEST, Math.max(SMALLEST, next));
  }

  all(): void {
    this.chosen = null;
  }

  /** Follows a key; answers whether it was one of its own. */
  key(event: KeyboardEvent, fit: number): boolean {
    if (event.ctrlKey || event.metaKey || event.altKey) return false;
    if (event.key === "+" || event.key === "=" || event.key === ";") this.change(fit, "in");
    else if (event.key === "-") this.change(fit, "out");
    else if (event.key === "0") this.all();
    else return false;
    return true;
  }
}

/** The factor at which all of a picture is seen; a small one is not blown up. */
export function fitting(picture: { width: number; height: number }, room: { width: number; height: number }): number {
  if (picture.width <= 0 || picture.height <= 0 || room.width <= 0 || room.height <= 0) return 1;
  return Math.min(1, room.width / picture.width, room.height / picture.height);
}
