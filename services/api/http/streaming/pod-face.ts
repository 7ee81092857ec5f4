// The subresources of pods that are streams: logs as a body, the others over a connection that changes its protocol.
import type { Committer } from '#api/commit.ts';
import { type ObjectCall, nameOf, operationOn } from '#api/http/call.ts';
import { relayConsole } from '#api/http/streaming/console.ts';
import { review } from '#api/http/streaming/review.ts';
import { serveLog } from '#api/http/streaming/log.ts';
import { type ConsoleRequest, consoleRequestOf } from '#api/http/streaming/parameters.ts';
import { consoleUpgrade, forwardUpgrade } from '#api/http/streaming/upgrade.ts';
import type { PodStreams } from '#api/pod-streams.ts';
import type { StreamEnd } from '#runtime/stream.ts';

export class PodFace {
  readonly #streams: PodStreams;
  readonly #committer: Committer;

  constructor(streams: PodStreams, committer: Committer) {
    this.#streams = streams;
    this.#committer = committer;
  }

  /** Serves a call when it is about one of them; whether it was. Resolves when the stream is over. */
  async serve(call: ObjectCall): Promise<boolean> {
    if (call.resource.storedKind !== 'Pod') return false;
    switch (call.request.subresource) {
      case 'log':
        await serveLog(this.#streams, call);
        return true;
      case 'exec':
      case 'attach':
        await this.#console(call, call.request.subresource === 'exec');
        return true;
      case 'portforward':
        await this.#forward(call);
        return true;
      default:
        return false;
    }
  }

  #open(call: ObjectCall, isExec: boolean, asked: ConsoleRequest): Promise<StreamEnd> {
    const request = { ...asked, namespace: call.request.namespace ?? '', pod: nameOf(call) };
    return isExec ? this.#streams.exec(request, call.signal) : this.#streams.attach(request, call.signal);
  }

  async #console(call: ObjectCall, isExec: boolean): Promise<void> {
    call.allow(operationOn(call, 'create'));
    const asked = consoleRequestOf(call.exchange.query, isExec);
    const { command, ...attached } = asked;
    const options = isExec ? { ...attached, command } : attached;
    await review(call, this.#committer, isExec ? 'PodExecOptions' : 'PodAttachOptions', options);
    const accept = consoleUpgrade(call.exchange, asked);
    const end = await this.#open(call, isExec, asked);
    try {
      await relayConsole(await accept(), end, asked);
    } finally {
      end.abort('done');
    }
  }

  async #forward(call: ObjectCall): Promise<void> {
    call.allow(operationOn(call, 'create'));
    await review(call, this.#committer, 'PodPortForwardOptions', {});
    const accept = forwardUpgrade(call.exchange);
    const connect = await this.#streams.forwarder(call.request.namespace ?? '', nameOf(call), call.signal);
    const forward = await accept();
    await forward(connect);
  }
}
