package dev.fleetrl.policy.serving;

import dev.fleetrl.policy.batching.BatchTime;
import java.util.List;

/** One policy version that answers. Blocks; any number of threads may ask at once. */
public interface PolicyBackend extends AutoCloseable {
    /** An answer for each question, in that order. All are plain ({@code beta} = 1), or all are guided; all take one row, or none does. */
    List<PolicyAnswer> infer(List<PolicyQuery> queries);

    /** How long batches of such questions take, as measured before the first robot asked; a fresh one where nothing was. */
    default BatchTime timeOf(PolicyQuery query) {
        return new BatchTime();
    }

    /** Rows of a batch that a question takes: as many as it has candidates. */
    default int rows(PolicyQuery query) {
        return 1;
    }

    /** Called when no thread asks any more. */
    @Override
    void close();
}
