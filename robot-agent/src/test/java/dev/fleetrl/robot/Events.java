package dev.fleetrl.robot;

import dev.fleetrl.contracts.ActionSource;
import dev.fleetrl.contracts.ChunkPosition;
import dev.fleetrl.contracts.Cohort;
import dev.fleetrl.contracts.CollectionId;
import dev.fleetrl.contracts.Ending;
import dev.fleetrl.contracts.EpisodeEvent;
import dev.fleetrl.contracts.EpisodeId;
import dev.fleetrl.contracts.EpisodePlan;
import dev.fleetrl.contracts.Observation;
import dev.fleetrl.contracts.OperatorId;
import dev.fleetrl.contracts.Outcome;
import dev.fleetrl.contracts.OutcomeSource;
import dev.fleetrl.contracts.RobotId;
import dev.fleetrl.contracts.Step;
import dev.fleetrl.contracts.TaskId;
import dev.fleetrl.contracts.Vec;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/** Small examples of what a robot records. */
public final class Events {
    public static final RobotId ROBOT = new RobotId("r1");
    public static final EpisodeId EPISODE = new EpisodeId("e1");

    /** A fact that, once remembered, ends what {@link #failFrom} began. */
    public static final String HEALED = "healed";

    private Events() {}

    /** Makes a spool's file refuse records from this number on, as a disk that is full does. */
    public static void failFrom(Path spool, long number) throws SQLException {
        try (Connection database = DriverManager.getConnection("jdbc:sqlite:" + spool);
                Statement statement = database.createStatement()) {
            statement.execute("CREATE TRIGGER ill BEFORE INSERT ON records WHEN NEW.number >= " + number
                    + " AND NOT EXISTS (SELECT 1 FROM facts WHERE key = '" + HEALED
                    + "') BEGIN SELECT RAISE(FAIL, 'disk is full'); END");
        }
    }

    /** Makes a spool's file refuse one fact. */
    public static void failToKeep(Path spool, String key) throws SQLException {
        try (Connection database = DriverManager.getConnection("jdbc:sqlite:" + spool);
                Statement statement = database.createStatement()) {
            statement.execute("CREATE TRIGGER forgetful BEFORE INSERT ON facts WHEN NEW.key = '" + key
                    + "' AND NOT EXISTS (SELECT 1 FROM facts WHERE key = '" + HEALED
                    + "') BEGIN SELECT RAISE(FAIL, 'disk is full'); END");
        }
    }

    public static EpisodePlan plan(ActionSource driver, long seed, double pace) {
        return new EpisodePlan(EPISODE, new CollectionId("c1"), new TaskId("pick"), Cohort.TRAIN, driver, seed, pace);
    }

    public static EpisodeEvent opened() {
        ActionSource driver = new ActionSource.Demonstration(new OperatorId("scripted-expert"));
        return new EpisodeEvent.Opened(EPISODE, ROBOT, "s1", plan(driver, 1, 0), "put it away", 10, 120, 5);
    }

    public static EpisodeEvent stepped(int index) {
        Observation observation = new Observation(List.of(), Vec.of(1, 2, 3));
        Vec action = Vec.of(1, 2, 3, 4, 5, 6, 7);
        return new EpisodeEvent.Stepped(
                EPISODE,
                new Step(
                        index,
                        5,
                        observation,
                        action,
                        Vec.of(),
                        new ActionSource.Hold(),
                        ChunkPosition.NONE,
                        0,
                        List.of()));
    }

    public static EpisodeEvent closed(int steps) {
        return new EpisodeEvent.Closed(
                EPISODE, new Ending(Outcome.SUCCESS, "in-bin", OutcomeSource.ENVIRONMENT), steps, 9);
    }
}
