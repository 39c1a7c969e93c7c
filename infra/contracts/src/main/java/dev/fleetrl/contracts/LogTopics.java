package dev.fleetrl.contracts;

import java.util.function.Function;

/** The Kafka topics: the record of what happened. */
public final class LogTopics {
    /** Every event of every episode; key: robot. Kept 7 days, and trimmed only after sealing. */
    public static final Topic<NumberedEvent> STEPS = new Topic<>(
            "fleetrl.steps",
            NumberedEvent.class,
            Codec.CBOR,
            Topic.Delivery.AT_LEAST_ONCE,
            event -> event.robot().value());

    /** Sealed episodes; key: episode. */
    public static final Topic<EpisodeRecord> EPISODES = decision(
            "fleetrl.episodes", EpisodeRecord.class, record -> record.episode().value());

    /** Label runs; key: run. */
    public static final Topic<LabelRecord> LABELS =
            decision("fleetrl.labels", LabelRecord.class, record -> record.run().value());

    /** Policies; key: version. */
    public static final Topic<ModelRecord> MODELS = decision(
            "fleetrl.models", ModelRecord.class, record -> record.version().value());

    /** Rounds; key: round. */
    public static final Topic<RoundRecord> ROLLOUTS = decision(
            "fleetrl.rollouts", RoundRecord.class, record -> record.round().value());

    /** What was asked for; key: id of the request. */
    public static final Topic<FleetRequest> REQUESTS =
            decision("fleetrl.requests", FleetRequest.class, FleetRequest::key);

    /** Calls for help that the progress critic makes for robots; key: robot. */
    public static final Topic<HelpRequest> HELP =
            decision("fleetrl.help", HelpRequest.class, help -> help.robot().value());

    /** What becomes of calls for help; key: robot. */
    public static final Topic<TriageRecord> TRIAGE = decision(
            "fleetrl.triage",
            TriageRecord.class,
            record -> record.ticket().robot().value());

    /** What the done detector says of the episodes that it judges; key: robot. */
    public static final Topic<DoneSignal> DONE =
            decision("fleetrl.done", DoneSignal.class, signal -> signal.robot().value());

    /** How the progress critic sees the episodes that it watches get on; key: robot. */
    public static final Topic<TaskProgress> PROGRESS = decision(
            "fleetrl.progress", TaskProgress.class, progress -> progress.robot().value());

    /** Who did what; key: operator. */
    public static final Topic<AuditRecord> AUDIT = decision(
            "fleetrl.audit", AuditRecord.class, record -> record.operator().value());

    /** Messages that could not be decoded, as they came; key: the topic that they came from. */
    public static final Topic<DeadLetter> DEAD_LETTERS =
            decision("fleetrl.dead-letters", DeadLetter.class, DeadLetter::topic);

    private LogTopics() {}

    private static <M> Topic<M> decision(String name, Class<M> type, Function<M, String> key) {
        return new Topic<>(name, type, Codec.JSON, Topic.Delivery.AT_LEAST_ONCE, key);
    }
}
