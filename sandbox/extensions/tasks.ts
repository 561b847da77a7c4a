import { extensionErrors, ExtensionRefusal } from './extension-errors.ts';

/**
 * As QRadar's tasks are, those states that occur
 * (QRadar REST API 26.0, config-extension_management-extensions_task_status-status_id-GET).
 */
export type TaskStatus = 'PROCESSING' | 'COMPLETED' | 'EXCEPTION';

/** A part of an extension, and what becomes of it. */
export type TaskContent = {
  readonly name: string;
  readonly action: 'ADD' | 'REPLACE' | 'SKIP' | 'REMOVE';
};

/** A preview, an installation or an uninstallation that was ordered. Times in epoch ms. */
export type Task = {
  readonly id: number;
  readonly kind: 'PREVIEW' | 'INSTALL' | 'UNINSTALL';
  readonly extensionId: number;
  readonly createdBy: string;
  readonly createdMs: number;
  readonly completedMs: number | null;
  readonly status: TaskStatus;
  /** What happens, or why it went wrong. */
  readonly message: string;
  readonly contents: readonly TaskContent[];
};

/** What a task brought about. */
export type TaskOutcome = {
  readonly message: string;
  readonly contents: readonly TaskContent[];
};

/** Tasks that are remembered; a page that asks for an older one has been away too long. */
const remembered = 100;

/** The tasks of Extensions Management. Guards that one runs at a time (22611, 22618). */
export class Tasks {
  readonly #nowMs: () => number;
  readonly #tasks = new Map<number, Task>();
  #current: { readonly extensionId: number; readonly done: Promise<void> } | null = null;
  #nextId = 101;

  constructor(nowMs: () => number) {
    this.#nowMs = nowMs;
  }

  /** Throws 22604. */
  find(id: number): Task {
    const found = this.#tasks.get(id);
    if (found !== undefined) return found;
    throw new ExtensionRefusal(extensionErrors.noTask, [`There is none with the id ${id}.`]);
  }

  /** Starts one and gives it as it is at first. Throws where another is under way. */
  start(
    order: Pick<Task, 'kind' | 'extensionId' | 'createdBy'>,
    act: () => Promise<TaskOutcome>,
  ): Task {
    this.#checkIdle(order.extensionId);
    const task: Task = {
      ...order,
      id: this.#nextId++,
      createdMs: this.#nowMs(),
      completedMs: null,
      status: 'PROCESSING',
      message: '',
      contents: [],
    };
    this.#set(task);
    // Later, so that the task is the current one before anything of it happens.
    const done = Promise.resolve().then(() => this.#run(task, act));
    this.#current = { extensionId: order.extensionId, done };
    return task;
  }

  /** Resolves when the task under way, if any, has ended. */
  async idle(): Promise<void> {
    await this.#current?.done;
  }

  async #run(task: Task, act: () => Promise<TaskOutcome>): Promise<void> {
    try {
      const outcome = await act();
      this.#set({ ...task, ...outcome, status: 'COMPLETED', completedMs: this.#nowMs() });
    } catch (error) {
      const message = error instanceof Error ? error.message : String(error);
      this.#set({ ...task, message, status: 'EXCEPTION', completedMs: this.#nowMs() });
    } finally {
      this.#current = null;
    }
  }

  #checkIdle(extensionId: number): void {
    if (this.#current === null) return;
    const isSame = this.#current.extensionId === extensionId;
    throw new ExtensionRefusal(
      isSame ? extensionErrors.inProgress : extensionErrors.anotherRuns,
      [],
    );
  }

  #set(task: Task): void {
    this.#tasks.set(task.id, task);
    const [oldest] = this.#tasks.keys();
    if (this.#tasks.size > remembered && oldest !== undefined) this.#tasks.delete(oldest);
  }
}
