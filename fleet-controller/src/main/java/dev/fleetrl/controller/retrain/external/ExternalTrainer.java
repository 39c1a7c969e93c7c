package dev.fleetrl.controller.retrain.external;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.nio.file.Path;
import java.util.List;

/** Who trains a recipe in place of the built-in trainer, as the configuration says. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "by")
@JsonSubTypes({
    @JsonSubTypes.Type(value = ExternalTrainer.Command.class, name = "command"),
    @JsonSubTypes.Type(value = ExternalTrainer.Kubernetes.class, name = "kubernetes")
})
public sealed interface ExternalTrainer {
    ExternalRun open();

    /** A program on the controller's host; the job's file and the data folder are appended. */
    record Command(List<String> command) implements ExternalTrainer {
        public Command {
            if (command.isEmpty()) {
                throw new IllegalArgumentException("command of an external trainer must name a program");
            }
            command = List.copyOf(command);
        }

        @Override
        public ExternalRun open() {
            return new CommandRun(command);
        }
    }

    /**
     * A Job of the cluster that this process runs in, or that its kubeconfig names.
     *
     * @param template file of the Job's manifest
     */
    record Kubernetes(String template) implements ExternalTrainer {
        @Override
        public ExternalRun open() {
            return KubernetesRun.ofCluster(Path.of(template));
        }
    }
}
