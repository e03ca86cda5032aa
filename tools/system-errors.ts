import { getSystemErrorMap } from "node:util";

/** What the operating system refused, and what a person can do about it; others say it in their own words. */
const remedies: Readonly<Record<string, string>> = {
  EMFILE: "too many open files; allow more with ulimit -n",
  ENFILE: "the whole system has too many open files",
  ENOSPC: "no space is left on the disk",
  EDQUOT: "the disk quota is used up",
  EROFS: "the file system is read-only",
  EACCES: "permission denied",
  ENOMEM: "not enough memory",
  EAGAIN: "no more processes or threads may be started; allow more with ulimit -u",
};

/** Whether an error is the operating system's, and no mistake of this program. */
export function isSystemError(error: unknown): error is NodeJS.ErrnoException {
  if (!(error instanceof Error)) return false;
  const { errno, syscall } = error as NodeJS.ErrnoException;
  return (errno !== undefined || syscall !== undefined) && codeOf(error) !== undefined;
}

/** For example `ENOSPC`. Node 20 gives some errors (a stale NFS handle: −116) a number only. */
export function codeOf(error: unknown): string | undefined {
  const { code, errno } = error as NodeJS.ErrnoException;
  if (code !== undefined && /^E[A-Z0-9]+$/.test(code)) return code;
  if (errno === staleHandle) return "ESTALE";
  return errno === undefined ? undefined : getSystemErrorMap().get(errno)?.[0];
}

const staleHandle = -116;

/** Why something failed, for a person: `no space is left on the disk (ENOSPC)`. */
export function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const code = codeOf(error);
  const known = code === undefined ? undefined : remedies[code];
  return known === undefined ? error.message : `${known} (${code})`;
}
