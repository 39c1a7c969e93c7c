package dev.fleetrl.contracts;

/** The MQTT topics of one robot, below {@code fleetrl/v1/{site}/{robot}/}; {@code +} as robot means all of a site's. */
public record RobotTopics(String prefix) {
    public static RobotTopics of(SiteId site, RobotId robot) {
        return new RobotTopics("fleetrl/v1/" + site + "/" + robot + "/");
    }

    public static RobotTopics ofAll(SiteId site) {
        return new RobotTopics("fleetrl/v1/" + site + "/+/");
    }

    public static Topic<HostState> host(SiteId site) {
        return new Topic<>(
                "fleetrl/v1/" + site + "/host", HostState.class, Codec.JSON, Topic.Delivery.RETAINED, host -> "host");
    }

    public Topic<Birth> birth() {
        return json("birth", Birth.class, Topic.Delivery.RETAINED);
    }

    public Topic<Connection> connection() {
        return json("connection", Connection.class, Topic.Delivery.RETAINED);
    }

    public Topic<RobotState> state() {
        return json("state", RobotState.class, Topic.Delivery.AT_MOST_ONCE);
    }

    public Topic<NumberedEvent> steps() {
        return new Topic<>(
                prefix + "steps", NumberedEvent.class, Codec.CBOR, Topic.Delivery.AT_LEAST_ONCE, message -> prefix);
    }

    public Topic<Stored> stored() {
        return json("stored", Stored.class, Topic.Delivery.AT_LEAST_ONCE);
    }

    /** Pictures for people; sent only while somebody watches. */
    public Topic<VideoFrame> video() {
        return new Topic<>(
                prefix + "video", VideoFrame.class, Codec.CBOR, Topic.Delivery.AT_MOST_ONCE, message -> prefix);
    }

    public Topic<HelpRequest> help() {
        return json("help", HelpRequest.class, Topic.Delivery.AT_LEAST_ONCE);
    }

    public Topic<DoneSignal> done() {
        return json("done", DoneSignal.class, Topic.Delivery.AT_LEAST_ONCE);
    }

    public Topic<TaskProgress> progress() {
        return json("progress", TaskProgress.class, Topic.Delivery.AT_MOST_ONCE);
    }

    public Topic<Command> commands() {
        return json("cmd", Command.class, Topic.Delivery.AT_LEAST_ONCE);
    }

    public Topic<CommandResult> answers() {
        return json("ack", CommandResult.class, Topic.Delivery.AT_LEAST_ONCE);
    }

    public Topic<TeleopCommand> teleop() {
        return json("teleop", TeleopCommand.class, Topic.Delivery.AT_MOST_ONCE);
    }

    private <M> Topic<M> json(String name, Class<M> type, Topic.Delivery delivery) {
        return new Topic<>(prefix + name, type, Codec.JSON, delivery, message -> prefix);
    }
}
