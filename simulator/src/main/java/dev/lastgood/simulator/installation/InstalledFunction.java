package dev.lastgood.simulator.installation;

import dev.lastgood.functions.handler.JsonHandler;
import dev.lastgood.functions.handler.Platform;
import dev.lastgood.simulator.lambda.AsyncSettings;
import dev.lastgood.simulator.lambda.FunctionSettings;
import dev.lastgood.simulator.lambda.SimulatedLambda;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/**
 * A function of the template.
 *
 * @param settings its settings
 * @param handlerClass the name of its handler's class
 * @param code makes a handler
 * @param roleArn its role
 * @param versions its published versions
 * @param aliases which version each alias stands for
 * @param events how events are treated, by version or alias
 */
record InstalledFunction(
    FunctionSettings settings,
    String handlerClass,
    Function<Platform, JsonHandler<?, ?>> code,
    String roleArn,
    Set<String> versions,
    Map<String, String> aliases,
    Map<String, AsyncSettings> events) {

  InstalledFunction withCode(Installation.CodeChange change) {
    return new InstalledFunction(
        settings,
        handlerClass,
        change.changed(handlerClass, code),
        roleArn,
        versions,
        aliases,
        events);
  }

  void deploy(SimulatedLambda lambda) {
    lambda.register(settings, code);
    versions.forEach(version -> lambda.publishVersion(settings.name(), version));
    aliases.forEach((alias, version) -> lambda.createAlias(settings.name(), alias, version));
    events.forEach((qualifier, async) -> lambda.configureEvents(settings.name(), qualifier, async));
  }
}
