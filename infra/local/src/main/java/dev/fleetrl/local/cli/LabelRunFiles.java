package dev.fleetrl.local.cli;

import dev.fleetrl.contracts.LabelRunId;
import dev.fleetrl.contracts.Snapshot;
import dev.fleetrl.contracts.Step;
import dev.fleetrl.episodes.EpisodeStore;
import dev.fleetrl.episodes.LabelRunManifest;
import dev.fleetrl.episodes.LabelStore;
import dev.fleetrl.episodes.SnapshotStore;
import dev.fleetrl.local.UserError;
import dev.fleetrl.value.recap.LabelComparison;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** A site's label runs, and the episodes that they label. */
final class LabelRunFiles implements AutoCloseable {
    private final Path data;
    private final LabelStore labels;

    private LabelRunFiles(Path data, LabelStore labels) {
        this.data = data;
        this.labels = labels;
    }

    static LabelRunFiles below(Path data) throws IOException {
        Path folder = data.resolve("labels");
        if (!Files.isDirectory(folder)) {
            throw new UserError("there are no labels below " + data + "; name a site's folder with --data");
        }
        return new LabelRunFiles(data, LabelStore.open(folder));
    }

    List<LabelRunId> runs() throws IOException {
        return labels.runs();
    }

    LabelRunManifest manifest(LabelRunId run) throws IOException {
        return labels.find(run)
                .orElseThrow(() -> new UserError(
                        "there is no label run " + run + " below " + data + "; ./fleetrl label-run ls lists them"));
    }

    /** Over the episodes that both runs labelled. */
    LabelRunDifference compare(LabelRunId first, LabelRunId second) throws IOException {
        LabelRunManifest one = manifest(first);
        LabelRunManifest other = manifest(second);
        Snapshot snapshot = SnapshotStore.open(data.resolve("snapshots")).read(one.snapshot());
        LabelComparison comparison = new LabelComparison();
        int both = 0;
        try (EpisodeStore episodes = EpisodeStore.open(data.resolve("episodes"))) {
            for (Snapshot.Entry entry : snapshot.episodes()) {
                if (labels.holds(first, entry.episode()) && labels.holds(second, entry.episode())) {
                    comparison.add(
                            episodes.readWithoutPictures(entry).steps().stream()
                                    .map(Step::source)
                                    .toList(),
                            labels.read(first, entry.episode()),
                            labels.read(second, entry.episode()));
                    both++;
                }
            }
        }
        if (both == 0) {
            throw new UserError("label runs " + first + " and " + second + " have no episode in common");
        }
        return new LabelRunDifference(one, other, both, comparison);
    }

    @Override
    public void close() {
        labels.close();
    }
}
