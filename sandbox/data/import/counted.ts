/** Counts texts, a bounded number of different ones; the rest is one entry. */
export class CountedTexts {
  readonly #most: number;
  readonly #counts = new Map<string, { count: number; readonly first: number }>();

  constructor(most: number) {
    this.#most = most;
  }

  /** Counts a text; `at` is the line it is about. */
  add(text: string, at: number): void {
    const known = this.#counts.get(text);
    if (known) known.count += 1;
    else if (this.#counts.size < this.#most) this.#counts.set(text, { count: 1, first: at });
    else if (text !== others) this.add(others, at);
    else this.#counts.set(others, { count: 1, first: at });
  }

  /** The texts, the most frequent first. */
  inOrder(): { readonly text: string; readonly count: number; readonly first: number }[] {
    return [...this.#counts]
      .map(([text, counted]) => ({ text, ...counted }))
      .sort((a, b) => b.count - a.count || a.first - b.first);
  }
}

/** Stands for the texts that there was no room for. */
const others = 'Other reasons.';
