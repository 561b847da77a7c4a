/** How many of ours use a search id. */
export class SearchUses {
  readonly #count = new Map<string, number>();

  has(id: string): boolean {
    return this.#count.has(id);
  }

  take(id: string): void {
    this.#count.set(id, (this.#count.get(id) ?? 0) + 1);
  }

  /** Whether that was the last use. */
  giveBack(id: string): boolean {
    const left = (this.#count.get(id) ?? 1) - 1;
    if (left > 0) this.#count.set(id, left);
    else this.#count.delete(id);
    return left <= 0;
  }
}
