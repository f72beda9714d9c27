package dev.lastgood.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.lastgood.simulator.rehearsal.ComparisonResult;
import dev.lastgood.simulator.rehearsal.Measured;

/** The document of a comparison; see {@link JsonDocuments} for what its readers rely on. */
final class ComparisonDocuments {
  private ComparisonDocuments() {}

  static ObjectNode comparison(ComparisonResult result, RunSettings settings) {
    ObjectNode document = JsonNodeFactory.instance.objectNode();
    document
        .put("seeds", result.seeds())
        .put("seed", result.seed())
        .put("faults", result.faults())
        .put("watchSeconds", result.watchSeconds())
        .put("limitSeconds", result.limitSeconds())
        .put("observedSeconds", result.observedSeconds());
    ArrayNode situations = document.putArray("situations");
    for (ComparisonResult.OfSituation situation : result.situations()) {
      ArrayNode strategies =
          situations
              .addObject()
              .put("name", situation.name())
              .put("says", situation.says())
              .putArray("strategies");
      for (ComparisonResult.OfStrategy of : situation.strategies()) {
        ObjectNode strategy = strategies.addObject().put("name", of.strategy().strategyName());
        switch (of) {
          case ComparisonResult.OfStrategy.Tried(_, Measured measured) ->
              put(strategy.put("available", true), measured);
          case ComparisonResult.OfStrategy.Unavailable(_, String because) ->
              strategy.put("available", false).put("because", because);
        }
      }
    }
    return document.put("version", settings.version());
  }

  private static void put(ObjectNode strategy, Measured measured) {
    strategy
        .put("runs", measured.runs())
        .put("wellInTime", measured.wellInTime())
        .put("wellLater", measured.wellLater());
    JsonDocuments.percentiles(strategy.putObject("secondsToWell"), measured.secondsToWell());
    JsonDocuments.percentiles(strategy.putObject("lostMinutes"), measured.lostMinutes());
    JsonDocuments.percentiles(strategy.putObject("shortMinutes"), measured.shortMinutes());
    strategy
        .put("notSetAsBefore", measured.notSetAsBefore())
        .put("told", measured.told())
        .put("notWellUntold", measured.notWellUntold());
  }
}
