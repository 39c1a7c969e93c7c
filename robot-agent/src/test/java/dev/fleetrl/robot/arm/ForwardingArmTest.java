package dev.fleetrl.robot.arm;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ForwardingArmTest {
    @Test
    void everyMethodOfAnArmReachesTheOther() throws ReflectiveOperationException {
        List<String> called = new ArrayList<>();
        Arm other = (Arm) Proxy.newProxyInstance(
                Arm.class.getClassLoader(), new Class<?>[] {Arm.class}, (proxy, method, arguments) -> {
                    called.add(method.getName());
                    return null;
                });
        Arm forwarding = new ForwardingArm(other) {};

        List<String> methods = new ArrayList<>();
        for (Method method : Arm.class.getDeclaredMethods()) {
            methods.add(method.getName());
            Object[] arguments = new Object[method.getParameterCount()];
            if (arguments.length == 1 && method.getParameterTypes()[0] == boolean.class) {
                arguments[0] = true;
            }
            var unused = method.invoke(forwarding, arguments);
        }

        assertThat(called).containsExactlyElementsOf(methods).hasSizeGreaterThan(10);
    }
}
