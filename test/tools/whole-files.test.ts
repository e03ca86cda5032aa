import { execa } from "execa";
import { lstat, readdir, readFile, readlink, symlink, writeFile } from "node:fs/promises";
import { createServer, connect } from "node:net";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { describe, expect, test } from "vitest";
import { withScratch } from "../../tools/scratch.js";
import { writeWholeFile, writeWholeFiles } from "../../tools/whole-files.js";

/** More than a pipe holds. */
const long = "0123456789abcdef".repeat(20_000);

describe("what is no regular file is written to in place", () => {
  test("a FIFO, whose reader comes later and is slow", async () => {
    await withScratch(async (folder) => {
      const fifo = join(folder, "fifo");
      await execa("mkfifo", [fifo]);
      const written = writeWholeFile(fifo, long);
      await sleep(120);
      const { stdout } = await execa("sh", ["-c", `exec < "$1"; sleep 0.2; cat`, "sh", fifo]);
      await written;
      expect(stdout === long).toBe(true);
      expect((await lstat(fifo)).isFIFO()).toBe(true);
    });
  });

  test.each(["direct", "link"])("a device: %s", async (name) => {
    await withScratch(async (folder) => {
      await symlink("/dev/null", join(folder, "link"));
      await writeWholeFile(name === "link" ? join(folder, "link") : "/dev/null", "text");
      expect((await lstat("/dev/null")).isCharacterDevice()).toBe(true);
      expect(await readlink(join(folder, "link"))).toBe("/dev/null");
      expect(await readdir(folder)).toEqual(["link"]);
    });
  });

  // One that is no FIFO has no reader to wait for.
  test("a socket is an error", async () => {
    await withScratch(async (folder) => {
      const address = join(folder, "socket");
      const server = createServer().listen(address);
      await new Promise((resolve) => server.once("listening", resolve));
      await expect(writeWholeFile(address, "text")).rejects.toThrow(/ENXIO/);
      server.close();
    });
  });

  test("a device that is full is an error, and other files stay as they were", async () => {
    await withScratch(async (folder) => {
      const other = join(folder, "other");
      await writeFile(other, "old");
      const both = new Map([
        [other, "new"],
        ["/dev/full", "text"],
      ]);
      await expect(writeWholeFiles(both)).rejects.toThrow(/ENOSPC/);
      expect(await readFile(other, "utf8")).toBe("old");
      expect(await readdir(folder)).toEqual(["other"]);
    });
  });

  // A socket cannot be opened by its name.
  test("an open descriptor that is a socket", async () => {
    await withScratch(async (folder) => {
      const address = join(folder, "socket");
      const heard: Buffer[] = [];
      const server = createServer((socket) => socket.on("data", (bytes) => heard.push(bytes))).listen(
        address,
      );
      const socket = connect(address);
      await new Promise((resolve) => socket.once("connect", resolve));
      const { fd } = (socket as unknown as { _handle: { fd: number } })._handle;
      await writeWholeFile(`/dev/fd/${fd}`, long);
      socket.end();
      await new Promise((resolve) => socket.once("close", resolve));
      server.close();
      expect(Buffer.concat(heard).toString() === long).toBe(true);
    });
  });
});

test("files below /dev/shm are files, and whole ones", async () => {
  const folder = `/dev/shm/tapir-test-${process.pid}`;
  await withScratch(async () => {
    await writeWholeFile(join(folder, "a"), "old");
    const before = (await lstat(join(folder, "a"))).ino;
    await writeWholeFile(join(folder, "a"), "new");
    expect((await lstat(join(folder, "a"))).ino).not.toBe(before);
    await execa("rm", ["-r", folder]);
  });
});

test("a link to what is not there yet stays one", async () => {
  await withScratch(async (folder) => {
    await symlink("file", join(folder, "link"));
    await symlink("link", join(folder, "other"));
    await writeWholeFile(join(folder, "other"), "new");
    expect(await readlink(join(folder, "link"))).toBe("file");
    expect(await readFile(join(folder, "file"), "utf8")).toBe("new");
    expect((await readdir(folder)).sort()).toEqual(["file", "link", "other"]);
  });
});

test("of links in a circle the one that is written to becomes a file", async () => {
  await withScratch(async (folder) => {
    await symlink("other", join(folder, "link"));
    await symlink("link", join(folder, "other"));
    await writeWholeFile(join(folder, "link"), "new");
    expect(await readFile(join(folder, "link"), "utf8")).toBe("new");
    expect((await readdir(folder)).sort()).toEqual(["link", "other"]);
  });
});

test("a link stays one, and what it points to is replaced", async () => {
  await withScratch(async (folder) => {
    await writeFile(join(folder, "file"), "old");
    await symlink("file", join(folder, "link"));
    await writeWholeFile(join(folder, "link"), "new");
    expect(await readlink(join(folder, "link"))).toBe("file");
    expect(await readFile(join(folder, "file"), "utf8")).toBe("new");
  });
});
