// What a node says of itself.
import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { nodeStatus } from '#node-agent/node-status.ts';

describe("a node's status", () => {
  it('says of the machine all that clients made from OpenAPI insist on', () => {
    const { nodeInfo } = nodeStatus({
      node: 'node-1',
      address: '10.0.0.1',
      version: '0.1.0',
      runtimeVersion: 'docker://20.10',
      fault: undefined,
      images: [],
      known: undefined,
      nowMs: 0,
    });
    assert.deepEqual(Object.keys(nodeInfo ?? {}).toSorted(), [
      'architecture',
      'bootID',
      'containerRuntimeVersion',
      'kernelVersion',
      'kubeProxyVersion',
      'kubeletVersion',
      'machineID',
      'operatingSystem',
      'osImage',
      'systemUUID',
    ]);
  });
});
