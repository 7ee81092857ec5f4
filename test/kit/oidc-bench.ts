// One issuer as a master knows it: a real issuer on this machine, a clock that the test moves, and what was logged.
import assert from 'node:assert/strict';
import type { JWTPayload } from 'jose';
import type { LogFields, Logger } from '#kernel/ports.ts';
import { OidcIssuer } from '#api/oidc/issuer.ts';
import type { OidcConfig } from '#runtime/oidc-config.ts';
import { TestClock } from '#kit/clock.ts';
import { type Claims, TestIssuer, clientId } from '#kit/oidc-issuer.ts';

/** A configuration that says nothing but what it must. */
export function oidcConfig(issuerUrl: string, more: Partial<OidcConfig> = {}): OidcConfig {
  return {
    issuerUrl,
    clientId,
    usernameClaim: 'sub',
    usernamePrefix: '',
    groupsClaim: '',
    groupsPrefix: '',
    requiredClaims: {},
    signingAlgorithms: ['RS256'],
    authorityFile: '',
    clockSkewSeconds: 10,
    ...more,
  };
}

/** A logger that keeps every line. */
export function keepingLogger(lines: string[]): Logger {
  const log =
    (level: string) =>
    (message: string, fields: LogFields = {}): void =>
      void lines.push(`${level} ${message} ${JSON.stringify(fields)}`);
  const logger: Logger = {
    debug: log('debug'),
    info: log('info'),
    warn: log('warn'),
    error: log('error'),
    with: () => logger,
  };
  return logger;
}

export class OidcBench implements AsyncDisposable {
  readonly issuer: TestIssuer;
  readonly clock = new TestClock();
  readonly logged: string[] = [];
  readonly #known: OidcIssuer;

  private constructor(issuer: TestIssuer, config: Partial<OidcConfig>, authority: string) {
    this.issuer = issuer;
    this.#known = new OidcIssuer({
      config: oidcConfig(issuer.url, config),
      authority,
      clock: this.clock,
      logger: keepingLogger(this.logged),
      reads: { add: () => undefined },
    });
  }

  /** Starts an issuer, prepares it, and lets a master know it. */
  static async start(
    config: Partial<OidcConfig> = {},
    prepare: (issuer: TestIssuer) => Promise<void> | void = () => undefined,
    authority?: string,
  ): Promise<OidcBench> {
    const issuer = await TestIssuer.up(config.signingAlgorithms?.[0]);
    await prepare(issuer);
    return new OidcBench(issuer, config, authority ?? issuer.authority);
  }

  identify(token: string): ReturnType<OidcIssuer['identify']> {
    return this.#known.identify(token);
  }

  async user(token: string): Promise<string | undefined> {
    return (await this.identify(token))?.user;
  }

  claims(more: Claims = {}): JWTPayload {
    return this.issuer.claims(this.clock.wallMs(), more);
  }

  sign(more: Claims = {}, header: object = {}): Promise<string> {
    return this.issuer.sign(this.claims(more), header);
  }

  /** Says that a token is refused, and that the log says why and never what. */
  async refuses(token: string, why: RegExp): Promise<void> {
    this.logged.length = 0;
    assert.equal(await this.user(token), undefined, String(why));
    const said = this.logged.filter((line) => line.startsWith('debug token refused'));
    assert.equal(said.length, 1, `${String(why)}: ${this.logged.join('\n')}`);
    assert.match(said.join(), why);
    for (const part of token.split('.'))
      assert.ok(part.length < 8 || !said.join().includes(part), said.join());
  }

  /** The warnings so far. */
  get warnings(): readonly string[] {
    return this.logged.filter((line) => line.startsWith('warn '));
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#known[Symbol.dispose]();
    await this.issuer[Symbol.asyncDispose]();
  }
}
