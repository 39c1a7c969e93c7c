package dev.fleetrl.controller.metrics;

import dev.fleetrl.contracts.ActionSource;
import dev.fleetrl.contracts.Cohort;
import dev.fleetrl.contracts.Ending;
import dev.fleetrl.contracts.EpisodeManifest;
import dev.fleetrl.contracts.EpisodePlan;
import dev.fleetrl.contracts.Outcome;
import dev.fleetrl.contracts.OutcomeSource;
import dev.fleetrl.contracts.PolicyVersion;
import dev.fleetrl.contracts.Variation;
import dev.fleetrl.controller.Fixtures;
import java.util.Optional;

/** Episodes of 18 s for tests: 180 steps, ten a second. */
final class Episodes {
    static final int STEPS = 180;

    private Episodes() {}

    static ActionSource by(String version) {
        return new ActionSource.Policy(new PolicyVersion(version));
    }

    static EpisodeManifest practice(
            String collection, long seed, ActionSource driver, Outcome outcome, int corrections) {
        return Fixtures.manifest(Fixtures.plan(collection, seed, 0, driver, Cohort.TRAIN), outcome, STEPS, corrections);
    }

    static EpisodeManifest evaluation(String version, long seed, Outcome outcome, Optional<String> variation) {
        EpisodePlan plan = Fixtures.plan(
                variation.orElse("evaluation").replace('.', '-'), seed, 0, by(version), Cohort.EVALUATION);
        EpisodePlan varied = new EpisodePlan(
                plan.episode(),
                plan.collection(),
                plan.task(),
                plan.cohort(),
                plan.driver(),
                plan.seed(),
                plan.pace(),
                variation.map(Variation::parse));
        return Fixtures.manifest(varied, outcome, STEPS, 0);
    }

    static EpisodeManifest ending(EpisodeManifest e, Outcome outcome, String reason) {
        return new EpisodeManifest(
                e.schema(),
                e.episode(),
                e.robot(),
                e.session(),
                e.plan(),
                e.instruction(),
                e.hz(),
                e.timeLimitSteps(),
                e.startedAtMillis(),
                e.durationMillis(),
                new Ending(outcome, reason, OutcomeSource.ENVIRONMENT),
                e.steps(),
                e.correctionSteps(),
                e.interventions(),
                e.operators(),
                e.file(),
                e.sha256());
    }
}
