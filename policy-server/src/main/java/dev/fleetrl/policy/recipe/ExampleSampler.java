package dev.fleetrl.policy.recipe;

import dev.fleetrl.learning.ObservationBatch;
import dev.fleetrl.policy.chunk.ActionNormalisation;
import dev.fleetrl.policy.chunk.SourceKind;
import dev.fleetrl.policy.condition.Indicator;
import dev.fleetrl.policy.condition.IndicatorDropout;
import dev.fleetrl.policy.data.SourceMix;
import dev.fleetrl.policy.data.TrainingSet;
import dev.fleetrl.policy.data.TrainingSet.Start;
import dev.fleetrl.policy.network.PolicyBatch;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;

/** Draws training examples: first who acted, then one of their steps, then what the network is told of it. */
final class ExampleSampler {
    private final TrainingSet set;
    private final Recipe recipe;
    private final RecipeSettings settings;
    private final IndicatorDropout dropout;
    private final Map<SourceKind, List<Start>> starts = new EnumMap<>(SourceKind.class);
    private final SourceMix mix;
    private final Map<SourceKind, Integer> drawn = new EnumMap<>(SourceKind.class);

    ExampleSampler(TrainingSet set, Recipe recipe, RecipeSettings settings) {
        this.set = set;
        this.recipe = recipe;
        this.settings = settings;
        dropout = new IndicatorDropout(settings.number("indicatorDropout"));
        for (int episode = 0; episode < set.episodes().size(); episode++) {
            for (int step = 0; step < set.episodes().get(episode).size(); step++) {
                Start start = new Start(episode, step);
                if (recipe.condition(set.step(start)).isPresent()) {
                    SourceKind source = set.step(start).acted().source();
                    starts.computeIfAbsent(source, s -> new ArrayList<>()).add(start);
                }
            }
        }
        mix = new SourceMix(settings.shares(), starts.keySet());
    }

    /** All that can be drawn. */
    List<Start> starts() {
        return starts.entrySet().stream()
                .filter(entry -> mix.share(entry.getKey()) > 0)
                .flatMap(entry -> entry.getValue().stream())
                .toList();
    }

    PolicyBatch next(ActionNormalisation normalisation, SplittableRandom random) {
        List<Start> rows = new ArrayList<>();
        for (int row = 0; row < settings.count("batch"); row++) {
            SourceKind source = mix.draw(random);
            List<Start> ofSource = starts.getOrDefault(source, List.of());
            rows.add(ofSource.get(random.nextInt(ofSource.size())));
            drawn.merge(source, 1, Integer::sum);
        }
        ObservationBatch observations = set.observations()
                .batch(rows.stream()
                        .mapToInt(start -> set.step(start).observation())
                        .toArray());
        observations.augment(settings.count("imageShift"), settings.number("proprioceptionNoise"), random);
        PolicyBatch batch = new PolicyBatch(observations, normalisation, settings.count("flowSamples"), random);
        for (int row = 0; row < rows.size(); row++) {
            Start start = rows.get(row);
            Indicator told = recipe.condition(set.step(start)).orElseThrow();
            batch.set(
                    row,
                    set.chunk(start.episode(), start.step(), normalisation.horizon()),
                    dropout.apply(told, random));
        }
        return batch;
    }

    /** Shares of what was drawn, such as {@code realised.demonstration}. */
    Map<String, Double> realisedShares() {
        double total = drawn.values().stream().mapToInt(Integer::intValue).sum();
        Map<String, Double> shares = new TreeMap<>();
        drawn.forEach(
                (source, count) -> shares.put("realised." + source.name().toLowerCase(Locale.ROOT), count / total));
        return shares;
    }
}
