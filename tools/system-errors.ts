import { getSystemErrorMap } from "node:util";

/** What the operating system refused, and what a person can do about it. Other errors keep their own messages. */
const remedies: Readonly<Record<string, string>> = {
  EMFILE: "too many open files; allow more with ulimit -n",
  ENFILE: "the whole system has too many open files",
  ENOSPC: "no space is left on the disk",
  EDQUOT: "the disk quota is used up",
  EROFS: "the file system is read-only",
  EACCES: "permission denied",
  ENOENT: "there is no such file or folder",
  EISDIR: "it is a folder",
  ENOTDIR: "a part of the path is no folder",
  ENOMEM: "not enough memory",
  EAGAIN: "no more processes or threads may be started; allow more with ulimit -u",
};

/** Whether an error comes from the operating system, and is not a bug of this program. */
export function isSystemError(error: unknown): error is NodeJS.ErrnoException {
  if (!(error instanceof Error)) return false;
  const { errno, syscall } = error as NodeJS.ErrnoException;
  return (errno !== undefined || syscall !== undefined) && codeOf(error) !== undefined;
}

/** For example `ENOSPC`. Some errors have only a number in Node 20: a stale NFS handle has −116. */
export function codeOf(error: unknown): string | undefined {
  const { code, errno } = error as NodeJS.ErrnoException;
  if (code !== undefined && /^E[A-Z0-9]+$/.test(code)) return code;
  if (errno === staleHandle) return "ESTALE";
  return errno === undefined ? undefined : getSystemErrorMap().get(errno)?.[0];
}

const staleHandle = -116;

/** Why something failed, in words for a person: `no space is left on the disk (ENOSPC)`. */
export function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const code = codeOf(error);
  const known = code === undefined ? undefined : remedies[code];
  return known === undefined ? error.message : `${known} (${code})`;
}
