import { tick } from "svelte";
import type { Attachment } from "svelte/attachments";

/** Keeps a box as tall as its text, at any width: not every web view knows `field-sizing`. */
export function asTallAsText(text: () => string): Attachment<HTMLTextAreaElement> {
  return (box) => {
    let width = 0;
    const fit = () => {
      box.style.blockSize = "auto";
      box.style.blockSize = `${box.scrollHeight + 2}px`;
    };
    const observer = new ResizeObserver(() => {
      if (box.clientWidth === width) return;
      width = box.clientWidth;
      fit();
    });
    observer.observe(box);
    $effect(() => {
      void text();
      void tick().then(fit);
    });
    return () => observer.disconnect();
  };
}
