import { CommandFailure } from "$api/errors";

/** Reads a file as base64; a folder or a file that is gone is refused. */
export function readBase64(file: File): Promise<string> {
  return new Promise((resolve, reject) => {
    const reader = new FileReader();
    const refuse = () => reject(new CommandFailure({ code: "file_unreadable", field: null }));
    reader.onerror = refuse;
    reader.onload = () => {
      if (typeof reader.result !== "string") return refuse();
      const comma = reader.result.indexOf(",");
      resolve(comma < 0 ? "" : reader.result.slice(comma + 1));
    };
    reader.readAsDataURL(file);
  });
}

/** The files in a drop or on the clipboard. */
export function filesOf(data: DataTransfer | null): File[] {
  return data ? Array.from(data.files) : [];
}

/** Pictures that were copied without a file; WebKit on Linux shows nothing of them in the paste itself. */
export async function copiedPictures(data: DataTransfer | null): Promise<File[]> {
  if (!data || data.types.length > 0 || !("clipboard" in navigator)) return [];
  try {
    const found = await Promise.all((await navigator.clipboard.read()).map(asPicture));
    return found.filter((file) => file !== null);
  } catch {
    // Nothing there that may be read: then nothing was pasted.
    return [];
  }
}

async function asPicture(item: ClipboardItem): Promise<File | null> {
  const type = item.types.find((each) => each.startsWith("image/"));
  return type ? new File([await item.getType(type)], "", { type }) : null;
}

/** Whether what hangs on the pointer is files, and not a piece of text. */
export function bringsFiles(data: DataTransfer | null): boolean {
  return data !== null && Array.from(data.types).includes("Files");
}

// What a web view calls a picture that came from the clipboard and never had a name.
const nameless = /^(image\.\w+)?$/i;

/** Gives pasted pictures a name by which they can be found again. */
export function named(files: readonly File[], name: string): File[] {
  const made = files.filter((file) => nameless.test(file.name));
  return files.map((file) => {
    if (!made.includes(file)) return file;
    const number = made.length > 1 ? ` (${made.indexOf(file) + 1})` : "";
    return new File([file], `${name}${number}.${ending(file.type)}`, { type: file.type });
  });
}

function ending(type: string): string {
  return /^image\/(png|gif|webp|bmp)$/.exec(type)?.[1] ?? (type === "image/jpeg" ? "jpg" : "bin");
}
