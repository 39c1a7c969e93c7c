package dev.fleetrl.value.recap;

import dev.fleetrl.contracts.ActionSource;
import dev.fleetrl.contracts.LabelSettings;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * The steps of one task over which ε is chosen (π*0.6, App. F): the policy's in the newest practice for fine-tuning, of
 * demonstrations for pre-training.
 */
final class ThresholdPool {
    /** The paper's sample of each task's demonstrations. */
    static final int PRETRAINING_SAMPLE = 10_000;

    private final List<Member> members;

    /** A step of an episode, by their places. */
    record Member(int episode, int step) {}

    private ThresholdPool(List<Member> members) {
        this.members = List.copyOf(members);
    }

    /** The sample of pre-training is drawn from the settings' seed. */
    static ThresholdPool of(LabelSettings settings, List<JudgedEpisode> episodes) {
        List<Member> members = new ArrayList<>();
        for (int i = 0; i < episodes.size(); i++) {
            for (int t = 0; t < episodes.get(i).steps(); t++) {
                if (holds(settings, episodes.get(i), t)) {
                    members.add(new Member(i, t));
                }
            }
        }
        return new ThresholdPool(
                settings.phase() == LabelSettings.Phase.PRETRAIN ? sample(members, settings.seed()) : members);
    }

    private static boolean holds(LabelSettings settings, JudgedEpisode episode, int t) {
        ActionSource source = episode.sources().get(t);
        return settings.phase() == LabelSettings.Phase.PRETRAIN
                ? source instanceof ActionSource.Demonstration
                : source instanceof ActionSource.Policy
                        && settings.newestPractice().contains(episode.collection());
    }

    /** Selection sampling (Knuth, algorithm S): as many as asked, each equally likely, in their order. */
    private static List<Member> sample(List<Member> all, long seed) {
        if (all.size() <= PRETRAINING_SAMPLE) {
            return all;
        }
        SplittableRandom random = new SplittableRandom(seed);
        List<Member> chosen = new ArrayList<>();
        for (int i = 0; chosen.size() < PRETRAINING_SAMPLE; i++) {
            if (random.nextInt(all.size() - i) < PRETRAINING_SAMPLE - chosen.size()) {
                chosen.add(all.get(i));
            }
        }
        return chosen;
    }

    List<Member> members() {
        return members;
    }

    /** Of each member: 1, or 1/n where its episode has n members and each episode is to weigh the same. */
    double[] weights(LabelSettings.Pool weighing, int episodes) {
        int[] size = new int[episodes];
        members.forEach(member -> size[member.episode()]++);
        return members.stream()
                .mapToDouble(member -> weighing == LabelSettings.Pool.FRAMES ? 1 : 1.0 / size[member.episode()])
                .toArray();
    }

    float[] of(List<float[]> series) {
        float[] chosen = new float[members.size()];
        for (int i = 0; i < chosen.length; i++) {
            chosen[i] = series.get(members.get(i).episode())[members.get(i).step()];
        }
        return chosen;
    }
}
