package dev.fleetrl.local.study.virtual;

import dev.fleetrl.contracts.TaskId;
import dev.fleetrl.robot.control.ChunkExecution;
import java.util.List;

/**
 * What a virtual site consists of.
 *
 * @param tasks that its robots know
 * @param people who look after practice; the robots are shared out among them
 * @param expertNoise of the demonstrator's hand; 1 is DART's usual shaking
 * @param answerMillis how long the policy takes to answer, in virtual time
 * @param threads of TensorFlow; part of what fixes the bits of the results
 * @param chunkExecution whether the robots wait for the policy
 */
public record SiteSettings(
        List<TaskId> tasks,
        int robots,
        int people,
        double expertNoise,
        int answerMillis,
        int threads,
        ChunkExecution chunkExecution) {
    private static final int ROBOTS = 8;
    private static final int PEOPLE = 4;
    private static final int ANSWER_MILLIS = 10;

    public SiteSettings {
        tasks = List.copyOf(tasks);
        if (robots < 1 || people < 1 || answerMillis < 1 || threads < 1) {
            throw new IllegalArgumentException("robots, people, answerMillis and threads must be at least 1");
        }
    }

    /** Robots wait for the policy. */
    public SiteSettings(List<TaskId> tasks, int robots, int people, double expertNoise, int answerMillis, int threads) {
        this(tasks, robots, people, expertNoise, answerMillis, threads, ChunkExecution.SYNCHRONOUS);
    }

    /** Eight robots, four people, one thread. */
    public static SiteSettings of(TaskId task) {
        return new SiteSettings(List.of(task), ROBOTS, PEOPLE, 1, ANSWER_MILLIS, 1);
    }

    public SiteSettings withThreads(int count) {
        return new SiteSettings(tasks, robots, people, expertNoise, answerMillis, count, chunkExecution);
    }

    /** The same, with answers that take longer and what the robots do meanwhile. */
    SiteSettings answering(int addedMillis, ChunkExecution execution) {
        return new SiteSettings(tasks, robots, people, expertNoise, answerMillis + addedMillis, threads, execution);
    }
}
