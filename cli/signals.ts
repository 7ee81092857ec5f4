// Ending by signal.

/** A signal that aborts when the process is asked to end. A second request ends it at once. */
export function untilTerminated(): AbortSignal {
  const controller = new AbortController();
  for (const name of ['SIGTERM', 'SIGINT'] as const) {
    process.on(name, () => {
      if (controller.signal.aborted) process.exit(1);
      controller.abort();
    });
  }
  return controller.signal;
}

/** A signal that aborts when the user interrupts; the verb then ends as if it were done. */
export function untilInterrupted(): AbortSignal {
  const controller = new AbortController();
  for (const name of ['SIGTERM', 'SIGINT', 'SIGPIPE'] as const) process.once(name, () => controller.abort());
  return controller.signal;
}
