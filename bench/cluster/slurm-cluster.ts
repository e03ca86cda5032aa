import { execa } from "execa";
import { existsSync } from "node:fs";
import { chmod, mkdir, readdir, readFile, writeFile } from "node:fs/promises";
import { createServer } from "node:net";
import { hostname } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";

const launch = (command: string, args: readonly string[], env: Record<string, string>) =>
  execa(command, args, { env, reject: false, stdio: "ignore" });
type Daemon = ReturnType<typeof launch>;

const sbin = `/usr/sbin:/sbin:${process.env.PATH ?? ""}`;
const isThere = (name: string): boolean => sbin.split(":").some((folder) => existsSync(join(folder, name)));

/** Whether a real Slurm can be started here. */
export const hasSlurm = ["slurmctld", "slurmd", "munged", "sbatch"].every(isThere);

/** A Slurm of three nodes on this machine, on loopback only, of whoever runs the tests. */
export class SlurmCluster {
  readonly env: Record<string, string>;
  #controller: Daemon | undefined;
  readonly #daemons = new Map<string, Daemon>();

  private constructor(
    readonly folder: string,
    readonly config: string,
  ) {
    this.env = { SLURM_CONF: config, PATH: sbin };
  }

  /** @param settings further lines of slurm.conf */
  static async start(folder: string, settings: readonly string[] = []): Promise<SlurmCluster> {
    await chmod(folder, 0o755);
    for (const name of ["state", "spool", "munge"]) await mkdir(join(folder, name));
    const config = join(folder, "slurm.conf");
    const cluster = new SlurmCluster(folder, config);
    const [first = 0, second = 0, ...ports] = await freePorts(5);
    const host = hostname().split(".")[0] ?? "localhost";
    const user = (await execa("id", ["-un"])).stdout;
    const socket = join(folder, "munge", "socket");
    await writeFile(
      config,
      `${[
        "ClusterName=tapir",
        `SlurmctldHost=${host}(127.0.0.1)`,
        "CommunicationParameters=NoCtldInAddrAny,NoInAddrAny",
        `AuthInfo=socket=${socket}`,
        `SlurmUser=${user}`,
        `SlurmdUser=${user}`,
        `SlurmctldPort=${first}`,
        `SlurmdPort=${second}`,
        `StateSaveLocation=${join(folder, "state")}`,
        `SlurmdSpoolDir=${join(folder, "spool", "%n")}`,
        `SlurmctldPidFile=${join(folder, "slurmctld.pid")}`,
        `SlurmdPidFile=${join(folder, "slurmd-%n.pid")}`,
        "ProctrackType=proctrack/linuxproc",
        "TaskPlugin=task/none",
        "SelectType=select/cons_tres",
        "SelectTypeParameters=CR_Core",
        "SchedulerParameters=batch_sched_delay=0,sched_interval=1,bf_interval=1",
        "SlurmdTimeout=10",
        "SlurmctldTimeout=10",
        "KillWait=3",
        "ReturnToService=2",
        "MinJobAge=300",
        "MpiDefault=none",
        ...settings,
        ...ports.map(
          (port, index) =>
            `NodeName=n${index + 1} NodeHostname=${host} NodeAddr=127.0.0.1 Port=${port} CPUs=2 RealMemory=2000`,
        ),
        "PartitionName=all Nodes=n[1-3] Default=YES MaxTime=60 State=UP",
      ].join("\n")}\n`,
    );
    const key = join(folder, "munge", "key");
    await writeFile(key, Buffer.alloc(128, 7), { mode: 0o600 });
    void cluster.#run("munged", [
      "--foreground",
      "--force",
      `--socket=${socket}`,
      `--key-file=${key}`,
      `--pid-file=${join(folder, "munge", "pid")}`,
      `--seed-file=${join(folder, "munge", "seed")}`,
      `--log-file=${join(folder, "munge", "log")}`,
    ]);
    while (!existsSync(socket)) await sleep(20);
    cluster.startController();
    for (const node of ["n1", "n2", "n3"]) cluster.startNode(node);
    await cluster.#until(async () =>
      (await cluster.client("sinfo", ["-h", "-o", "%t|%D"])).includes("idle|3"),
    );
    return cluster;
  }

  startController(): void {
    this.#controller = this.#run("slurmctld", ["-D", "-f", this.config]);
  }

  async killController(): Promise<void> {
    this.#controller?.kill("SIGKILL");
    await this.#controller;
  }

  startNode(node: string): void {
    void this.#run("slurmd", ["-D", "-N", node, "-f", this.config]);
  }

  /** The node is gone with all that it runs, and nobody is left to say so. */
  async loseNode(node: string): Promise<void> {
    const daemon = this.#daemons.get(`slurmd -D -N ${node} -f ${this.config}`);
    const ofNode = [`SLURMD_NODENAME=${node}`, `SLURM_CONF=${this.config}`];
    let tasks = await processesWith(ofNode);
    await this.#until(async () => (tasks = await processesWith(ofNode)).length > 0);
    if (daemon?.pid === undefined) throw new Error(`there is no ${node}`);
    // Each task's slurmstepd is its parent, and a process of its own.
    for (const pid of [daemon.pid, ...tasks.map(({ parent }) => parent), ...tasks.map(({ own }) => own)])
      kill(pid);
    await daemon;
  }

  client(command: string, args: readonly string[]): Promise<string> {
    return execa(command, args, { env: this.env, reject: false }).then(({ stdout }) => stdout);
  }

  async stop(): Promise<void> {
    await this.client("scancel", ["--state=PENDING", "-u", (await execa("id", ["-un"])).stdout]);
    await this.client("scancel", ["-s", "KILL", "-u", (await execa("id", ["-un"])).stdout]);
    await sleep(500);
    for (const daemon of [...this.#daemons.values()].reverse()) {
      daemon.kill("SIGTERM");
      await Promise.race([daemon, sleep(3000).then(() => daemon.kill("SIGKILL"))]);
    }
  }

  #run(command: string, args: readonly string[]): Daemon {
    const daemon = launch(command, args, this.env);
    this.#daemons.set([command, ...args].join(" "), daemon);
    return daemon;
  }

  async #until(condition: () => Promise<boolean>): Promise<void> {
    for (let tries = 0; !(await condition()); tries++) {
      if (tries > 300)
        throw new Error(`Slurm does not come up: ${await this.client("sinfo", ["-N", "-o", "%N %T %E"])}`);
      await sleep(100);
    }
  }
}

/** The processes in whose environment all of these are, and their parents. */
async function processesWith(settings: readonly string[]): Promise<{ own: number; parent: number }[]> {
  const found: { own: number; parent: number }[] = [];
  for (const name of await readdir("/proc")) {
    const environment = await readFile(join("/proc", name, "environ"), "utf8").catch(() => "");
    const status = await readFile(join("/proc", name, "status"), "utf8").catch(() => "");
    const parent = Number(/^PPid:\s*(\d+)/m.exec(status)?.[1] ?? "0");
    if (parent > 1 && settings.every((setting) => environment.split("\0").includes(setting)))
      found.push({ own: Number(name), parent });
  }
  return found;
}

function kill(pid: number): void {
  try {
    process.kill(pid, "SIGKILL");
  } catch {
    // It is gone.
  }
}

async function freePorts(count: number): Promise<number[]> {
  const servers = await Promise.all(
    Array.from({ length: count }, async () => {
      const server = createServer().listen(0, "127.0.0.1");
      await new Promise((resolve) => server.once("listening", resolve));
      return server;
    }),
  );
  const ports = servers.map((server) => (server.address() as { port: number }).port);
  await Promise.all(servers.map((server) => new Promise((resolve) => server.close(resolve))));
  return ports;
}
