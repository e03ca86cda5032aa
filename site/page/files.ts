/** Saves a file from the page: nothing is asked of a server. */
export function save(name: string, content: string | Uint8Array): void {
  const address = URL.createObjectURL(new Blob([content as BlobPart]));
  const link = document.createElement("a");
  link.href = address;
  link.download = name;
  link.click();
  // The browser has taken what it saves by then.
  setTimeout(() => {
    URL.revokeObjectURL(address);
  }, 10_000);
}

/** Copies a text, and says so on the button for a while. */
export async function copy(button: HTMLElement, text: string): Promise<void> {
  const status = document.getElementById("said");
  let said = "Copied";
  try {
    await navigator.clipboard.writeText(text);
  } catch {
    said = copiedByHand(text) ? "Copied" : "Not copied: the browser does not let this page copy";
  }
  if (status !== null) status.textContent = said;
  button.classList.add("copied");
  setTimeout(() => {
    button.classList.remove("copied");
    if (status !== null) status.textContent = "";
  }, 2000);
}

/** A page that was opened from a file may have no clipboard; the older way works there. */
function copiedByHand(text: string): boolean {
  const area = document.createElement("textarea");
  area.value = text;
  document.body.append(area);
  area.select();
  // eslint-disable-next-line @typescript-eslint/no-deprecated -- where there is no clipboard there is nothing else
  const isCopied = document.execCommand("copy");
  area.remove();
  return isCopied;
}
