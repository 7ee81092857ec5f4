// The certificate that a process shows, and the CA it believes: they change while it runs, and whoever listens for
// connections follows.
import type { Identity } from '#runtime/pki.ts';

/** PEM text of the CA or several, and of the process's own certificate and key. */
export interface TlsText extends Identity {
  readonly authority: string;
}

export class Credential {
  readonly #listeners = new Set<(current: TlsText) => void>();
  #current: TlsText;

  constructor(current: TlsText) {
    this.#current = current;
  }

  get current(): TlsText {
    return this.#current;
  }

  /** In the terms of node:tls. */
  get options(): { readonly ca: string; readonly cert: string; readonly key: string } {
    const { authority, certificate, key } = this.#current;
    return { ca: authority, cert: certificate, key };
  }

  /** From now on connections are made with another certificate, and other CAs; those that stand are left alone. */
  renew(next: Identity & { readonly authority?: string }): void {
    this.#current = { ...this.#current, ...next };
    for (const listener of this.#listeners) listener(this.#current);
  }

  /** Calls back at every change. */
  follow(listener: (current: TlsText) => void): void {
    this.#listeners.add(listener);
  }
}
