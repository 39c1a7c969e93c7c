package dev.fleetrl.contracts;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The examples in docs/protocol.md are what the codec writes, to the letter. */
class ProtocolDocumentTest {
    private static final RobotId ROBOT = new RobotId("robot-1");
    private static final OperatorId ADA = new OperatorId("ada");
    private static final PolicyVersion V1 = new PolicyVersion("v1");
    private static final TaskId PICK = new TaskId("pick");
    private static final long AT = 1_790_000_000_000L;
    private static final Command.Header HEADER = new Command.Header("c-17", AT, AT + 2000);
    private static final EpisodePlan PLAN = new EpisodePlan(
            new EpisodeId("practice-1-7-a0"),
            new CollectionId("practice-1"),
            PICK,
            Cohort.TRAIN,
            new ActionSource.Policy(V1),
            7,
            1);
    private static final CommandResult REFUSED =
            new CommandResult(ROBOT, "c-17", false, "held by ben", Optional.of(CommandResult.Refusal.HELD));
    private static final String INSTRUCTION = "put the cube in the bin";

    private static <M> String json(Class<M> type, M message) {
        return new String(Codec.JSON.encode(type, message), UTF_8);
    }

    private static List<String> fromTheRobot() {
        Authority human = new Authority(ControlMode.HUMAN, Optional.of(ADA), 5, "operator-moves");
        Birth birth = new Birth(
                ROBOT,
                "s-9",
                "0.1.0",
                Schema.MESSAGES,
                "simulated-7dof",
                List.of("third", "wrist"),
                List.of("third", "wrist"),
                List.of("tcp-x", "tcp-y"),
                7,
                10,
                List.of(PICK),
                List.of(new OperatorId("scripted-expert")));
        EpisodeProgress episode = new EpisodeProgress(PLAN, INSTRUCTION, 31, 120, 1, "grasped");
        Vec pose = Vec.of(0.5f, 0, 0.25f, 3, 0, 0);
        return List.of(
                json(Birth.class, birth),
                json(Connection.class, new Connection(ROBOT, "s-9", Connection.State.ONLINE)),
                json(
                        RobotState.class,
                        new RobotState(
                                ROBOT,
                                "s-9",
                                12,
                                AT,
                                human,
                                false,
                                Optional.of(episode),
                                pose,
                                -1,
                                40,
                                List.of(),
                                Optional.of(Activity.RUNNING),
                                Optional.of(true),
                                Optional.of(List.of(Vec.of(0.5f, 0, 0.25f), Vec.of(0.5f, 0, 0.125f))))),
                json(HelpRequest.class, new HelpRequest(ROBOT, PLAN.episode(), "policy-silent", AT)),
                json(CommandResult.class, REFUSED));
    }

    private static List<String> toTheRobot() {
        return List.of(
                json(HostState.class, new HostState(true, "s-1")),
                json(Stored.class, new Stored(ROBOT, 1234)),
                json(
                        DoneSignal.class,
                        new DoneSignal(ROBOT, PLAN.episode(), 70, true, false, 0.97, new LabelRunId("round-1"))),
                json(TaskProgress.class, new TaskProgress(ROBOT, PLAN.episode(), 70, 0.62)),
                json(Command.class, new Command.RunEpisode(HEADER, PLAN)),
                json(Command.class, new Command.TakeOver(HEADER, ADA)),
                json(Command.class, new Command.HandBack(HEADER, ADA, 5)),
                json(Command.class, new Command.Resume(HEADER, ADA)),
                json(Command.class, new Command.Hold(HEADER, ADA)),
                json(Command.class, new Command.Stop(HEADER, ADA)),
                json(Command.class, new Command.ClearStop(HEADER, ADA)),
                json(Command.class, new Command.Judge(HEADER, ADA, Outcome.SUCCESS)),
                json(Command.class, new Command.PauseRecording(HEADER, ADA)),
                json(Command.class, new Command.ResumeRecording(HEADER, ADA)),
                json(Command.class, new Command.Watch(HEADER)),
                json(TeleopCommand.class, new TeleopCommand(ADA, 5, 88, AT, 200, true, Vec.of(0.1f, 0, 0, 0, 0, 0), 0)),
                json(
                        TeleopCommand.class,
                        new TeleopCommand(ADA, 5, 89, AT, 200, true, Vec.of(0, 0, 0, 0, 0, 0), 0, Optional.of(0.125))));
    }

    private static List<String> afterwards() {
        EpisodeId episode = PLAN.episode();
        Optional<Outcome> failure = Optional.of(Outcome.FAILURE);
        return List.of(
                json(
                        EpisodeRecord.class,
                        new EpisodeRecord.Rated(episode, "0f5c", ADA, Outcome.SUCCESS, failure, "it fell out", AT)),
                json(EpisodeRecord.class, new EpisodeRecord.Excluded(episode, ADA, "camera covered", AT)),
                json(EpisodeRecord.class, new EpisodeRecord.Included(episode, ADA, "", AT)));
    }

    private static List<String> inTheLog() {
        LabelSettings labels = LabelSettings.fineTuning(PLAN.collection()).settings();
        RoundId round = new RoundId("round-1");
        LabelRunId run = new LabelRunId("round-1");
        RoundRequest retrain = new RoundRequest(
                round,
                PICK,
                new PolicyVersion("v2"),
                Optional.of(V1),
                List.of(PLAN.collection()),
                "recap",
                Optional.of(labels),
                1200,
                1,
                Map.of(),
                true);
        CollectionRequest collect =
                new CollectionRequest(PLAN.collection(), PICK, Cohort.TRAIN, PLAN.driver(), 40, 1, 1);
        return List.of(
                json(FleetRequest.class, new FleetRequest.Collect(collect, 1_790_000_000_000L)),
                json(FleetRequest.class, new FleetRequest.Withdraw(PLAN.collection(), 1_790_000_000_000L)),
                json(FleetRequest.class, new FleetRequest.StopRound(new RoundId("round-1"), 1_790_000_000_000L)),
                json(FleetRequest.class, new FleetRequest.Retrain(retrain, 1_790_000_000_000L)),
                json(
                        LabelRecord.class,
                        new LabelRecord.Finished(
                                run,
                                Map.of("pick", 0.01),
                                Map.of("policy", 0.4),
                                Map.of("spearman", 0.8),
                                List.of("no-failures: all 40 episodes of task pick succeeded"),
                                31.5)),
                json(ModelRecord.class, new ModelRecord.Warm(V1, "policy-server-1")),
                json(ModelRecord.class, new ModelRecord.Published(V1, PICK, 1_790_000_000_000L)),
                json(RoundRecord.class, new RoundRecord.Progress(round, "training", 0.25, 60)));
    }

    private static List<String> ofARollout() {
        PolicyVersion version = new PolicyVersion("v2");
        List<Trial> one = List.of(new Trial(new EpisodeId("canary-v2-5000000-a0"), true, 11.2));
        String reason = "it succeeds less often: 2 of 9, v1 33 of 36";
        return List.of(
                json(
                        ModelRecord.class,
                        new ModelRecord.Staged(version, PICK, RolloutStage.ROLLED_BACK, V1, reason, AT)),
                json(
                        ModelRecord.class,
                        new ModelRecord.Shadowed(version, PICK, "policy-server-1", AT, 50, 0, 21.5, 0.004)),
                json(
                        ModelRecord.class,
                        new ModelRecord.Compared(PICK, ROBOT, new RolloutBlock(version, 3, 0), one, List.of())));
    }

    private static String audit() {
        AuditRecord record = new AuditRecord(
                "b-7",
                AT,
                ADA,
                List.of("OPERATOR"),
                "take-over",
                Optional.empty(),
                Optional.of(ROBOT),
                Optional.of(PLAN.episode()),
                Optional.of(31),
                Optional.of(false),
                "held by ben");
        return json(AuditRecord.class, record);
    }

    @Test
    void showsEveryControlMessageAsItIsOnTheWire() throws IOException {
        String document = Files.readString(Path.of("..", "..", "docs", "protocol.md"));

        assertThat(Stream.of(fromTheRobot(), toTheRobot(), inTheLog(), ofARollout(), afterwards(), List.of(audit()))
                        .flatMap(List::stream))
                .allSatisfy(example -> assertThat(document).contains(example));
    }
}
