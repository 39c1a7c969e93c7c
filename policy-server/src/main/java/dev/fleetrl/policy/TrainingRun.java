package dev.fleetrl.policy;

import dev.fleetrl.contracts.PolicyManifest;
import dev.fleetrl.contracts.PolicyVersion;
import dev.fleetrl.contracts.Schema;
import dev.fleetrl.contracts.TrainingJob;
import dev.fleetrl.contracts.TrainingProgress;
import dev.fleetrl.policy.checkpoint.PolicyArtefact;
import dev.fleetrl.policy.checkpoint.PolicyStore;
import dev.fleetrl.policy.checkpoint.SigningKey;
import dev.fleetrl.policy.condition.Choice;
import dev.fleetrl.policy.condition.Guidance;
import dev.fleetrl.policy.data.SnapshotReader;
import dev.fleetrl.policy.data.SnapshotReader.Sidecars;
import dev.fleetrl.policy.network.NetworkConfig;
import dev.fleetrl.policy.recipe.Recipe;
import dev.fleetrl.policy.recipe.RecipeSettings;
import dev.fleetrl.policy.recipe.Trainer;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** One training job, from the data folder to the artefact in it. */
public final class TrainingRun {
    private final Path data;
    private final int cores;
    private final Consumer<TrainingProgress> progress;

    /**
     * Also without a process of its own: whoever has the data folder can train.
     *
     * @param cores threads of one step; part of what fixes the weights' bits
     */
    public TrainingRun(Path data, int cores, Consumer<TrainingProgress> progress) {
        this.data = data;
        this.cores = cores;
        this.progress = progress;
    }

    /**
     * Does nothing where the job was done before, so that a controller that restarted can ask again; takes over what another
     * trainer has made. Fails with an {@link IOException} or {@link IllegalArgumentException} of one line that a person can act on.
     */
    public PolicyManifest run(TrainingJob job) throws IOException {
        PolicyStore store = PolicyStore.open(data.resolve("policies")).signedBy(SigningKey.open(data));
        Optional<PolicyManifest> done = store.find(job.version());
        if (done.isPresent()) {
            return sameJob(job, done.get());
        }
        Optional<ExternalResult> external = ExternalResult.find(data, job);
        if (external.isPresent()) {
            return new ExternalPolicy(data, job).register(external.get(), store);
        }
        return train(job, store);
    }

    private PolicyManifest train(TrainingJob job, PolicyStore store) throws IOException {
        Recipe recipe = Recipes.named(job.recipe());
        if (recipe.needsLabels() && job.labelRun().isEmpty()) {
            throw new IllegalArgumentException(
                    "recipe " + recipe.id() + " learns from labels; name a label run in the job");
        }
        if (recipe.needsParent() && job.parent().isEmpty()) {
            throw new IllegalArgumentException(
                    "recipe " + recipe.id() + " improves a policy; name a parent in the job");
        }
        RecipeSettings settings = checked(job, recipe.settings().changedBy(job.settings()));
        Optional<PolicyArtefact> parent =
                job.parent().isPresent() ? Optional.of(store.read(job.parent().get())) : Optional.empty();
        SnapshotReader.Contents contents = SnapshotReader.read(
                data, job.snapshot(), new Sidecars(job.labelRun(), settings.isFiltered()), job.collections());

        Trainer trainer = new Trainer(recipe, settings, cores, System::nanoTime);
        long startedNanos = System.nanoTime();
        Trainer.Trained trained = parent.isPresent()
                ? trainer.train(contents.set(), fitting(parent.get(), contents), job.steps(), job.seed(), progress)
                : trainer.train(
                        contents.set(),
                        NetworkConfig.standard(contents.set().observations().shape(), contents.actionSize()),
                        job.steps(),
                        job.seed(),
                        progress);
        double seconds = (System.nanoTime() - startedNanos) / 1e9;
        Optional<PolicyManifest> meanwhile = store.find(job.version()); // by a trainer whose controller was killed
        if (meanwhile.isPresent()) {
            return sameJob(job, meanwhile.get());
        }
        return store.write(job.version(), trained, sha256 -> manifest(job, contents, trained, seconds, sha256));
    }

    /** What would show only minutes later, or only on the robots. */
    private static RecipeSettings checked(TrainingJob job, RecipeSettings settings) {
        if (job.steps() < 1) {
            throw new IllegalArgumentException("steps is " + job.steps() + ", must be at least 1");
        }
        for (String name : List.of("executeSteps", "batch", "flowSamples")) {
            if (settings.count(name) < 1) {
                throw new IllegalArgumentException("setting '" + name + "' must be at least 1");
            }
        }
        if (job.parent().isPresent() && job.settings().containsKey("learningRate")) {
            throw new IllegalArgumentException(
                    "setting 'learningRate' is of fresh weights; name 'childLearningRate', or no parent");
        }
        settings.positive("noiseScale");
        new Guidance(settings.number("beta")); // refuses what serving would refuse
        Choice choice = new Choice(settings.count("candidates"), settings.number("choiceBeta"));
        boolean isValued = settings.count("chunkValueSteps") > 0;
        if (!choice.isNone() && !isValued) {
            throw new IllegalArgumentException(
                    "setting 'candidates' needs an action value to choose by; name 'chunkValueSteps', too");
        }
        if (isValued && job.labelRun().isEmpty()) {
            throw new IllegalArgumentException(
                    "setting 'chunkValueSteps' learns from labels; name a label run in the job");
        }
        return settings;
    }

    private static PolicyManifest sameJob(TrainingJob job, PolicyManifest done) {
        PolicyVersion version = job.version();
        boolean same = done.recipe().equals(job.recipe())
                && done.parent().equals(job.parent())
                && done.snapshot().equals(job.snapshot().id())
                && done.labelRun().equals(job.labelRun())
                && done.trainSteps() == job.steps()
                && done.seed() == job.seed()
                && done.settings().entrySet().containsAll(job.settings().entrySet());
        if (!same) {
            throw new IllegalArgumentException(
                    "policy " + version + " exists and came from another job; name another version");
        }
        return done;
    }

    private static Trainer.Parent fitting(PolicyArtefact parent, SnapshotReader.Contents contents) throws IOException {
        NetworkConfig network = parent.network().network();
        if (!network.encoder().shape().equals(contents.set().observations().shape())
                || network.actionSize() != contents.actionSize()
                || !parent.manifest().policyCameras().equals(contents.cameras())) {
            throw new IllegalArgumentException("parent " + parent.manifest().version() + " sees "
                    + parent.manifest().policyCameras() + " as "
                    + network.encoder().shape() + ", the snapshot has "
                    + contents.cameras() + " as "
                    + contents.set().observations().shape()
                    + "; train from no parent");
        }
        return parent.asParent();
    }

    private static PolicyManifest manifest(
            TrainingJob job, SnapshotReader.Contents contents, Trainer.Trained trained, double seconds, String sha256) {
        return new PolicyManifest(
                Schema.POLICY,
                job.version(),
                job.parent(),
                job.snapshot().tasks(),
                contents.instructions(),
                job.recipe(),
                job.snapshot().id(),
                job.labelRun(),
                contents.cameras(),
                contents.set().observations().shape().proprioception(),
                trained.network().horizon(),
                new RecipeSettings(trained.settings()).count("executeSteps"),
                job.steps(),
                seconds,
                job.seed(),
                trained.settings(),
                trained.metrics(),
                job.version().value(),
                sha256);
    }
}
