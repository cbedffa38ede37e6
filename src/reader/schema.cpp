// The languages of cases and studies as JSON Schemas: sections, each from the fields of its spec.
// SPDX-License-Identifier: Apache-2.0
#include "reader/schema.h"

#include "model/case.h"
#include "reader/kinds.h"
#include "reader/schema_values.h"
#include "reader/sections.h"
#include "studies/scenario.h"

#include <algorithm>
#include <utility>

namespace midstream {

namespace {

/// A schema of the top of a file, with its heading and the definitions it refers to.
std::string schema_file(std::string_view title, std::string_view description, std::string schema,
                        const Definitions &definitions) {
    const JsonObject heading = JsonObject{}
                                   .add_text("$schema", "http://json-schema.org/draft-07/schema#")
                                   .add_text("title", title)
                                   .add_text("description", description);
    std::string text = heading.text();
    text.back() = ',';
    schema.back() = ',';
    const std::string end = JsonObject{}.add("definitions", definitions.text()).text();
    return json_indented(text + schema.substr(1) + end.substr(1));
}

class CaseSchema {
  public:
    std::string text() {
        JsonObject properties;
        for (const CaseSection &section : case_sections()) {
            properties.add(section.key, with_description(section_schema(section.key), section.meaning));
            if (const std::string item = item_schema(section.key); !item.empty())
                properties.add(std::string{section.key} + "+", addition_schema(section.key, item));
        }
        JsonObject schema;
        schema.add_text("type", "object")
            .add("properties", properties.text())
            .add("patternProperties", R"({"^x-":{}})")
            .add("additionalProperties", "false")
            .add("anyOf", R"([{"required":["midstream"]},{"required":["include"]}])");
        return schema_file("A case of Midstream", "One metal supply chain, its calendar and its luck.", schema.text(),
                           definitions_);
    }

  private:
    /// Of the sections that are lists; empty for the others.
    std::string item_schema(std::string_view key) {
        if (key == "elements") return words_schema();
        if (key == "routes") return definitions_.refer("route", [&] { return like_spec<RouteSpec>(); });
        if (key == "network") return definitions_.refer("leg", [&] { return spec<LegSpec>(); });
        if (key == "disruptions") return definitions_.refer("disruption", [&] { return spec<DisruptionSpec>(); });
        if (key == "assumptions") return definitions_.refer("assumption", [&] { return spec<AssumptionSpec>(); });
        return "";
    }

    std::string section_schema(std::string_view key) {
        if (key == "midstream") return R"({"enum":[1]})";
        if (key == "title" || key == "note") return words_schema();
        if (key == "include" || key == "elements")
            return any_of({words_schema(), JsonObject{}.add_text("type", "array").add("items", words_schema()).text()});
        if (key == "time") return spec<TimeSpec>();
        if (key == "runs") return spec<RunsSpec>();
        if (key == "measure") return spec<MeasureSpec>();
        if (key == "materials") return map_schema(like_spec<MaterialSpec>());
        if (key == "kinds") return map_schema(kind());
        if (key == "facilities") return map_schema(facility());
        if (key == "fleets") return map_schema(like_spec<FleetSpec>());
        if (key == "passages") return map_schema(spec<PassageSpec>());
        if (key == "drivers") return map_schema(spec<DriverSpec>());
        if (key == "observed") return map_schema(spec<ObservedSpec>());
        if (key == "calibrate") return spec<CalibrateSpec>();
        if (key == "size") return spec<SizeSpec>();
        if (const std::string item = item_schema(key); !item.empty()) return list_of(item);
        return map_schema(words_schema());
    }

    template <class Spec> std::string spec() {
        PropertySchemas schemas{definitions_};
        schemas.add<Spec>();
        return schemas.text();
    }
    template <class Spec> std::string like_spec() {
        PropertySchemas schemas{definitions_};
        schemas.add("like", with_description(words_schema(), "Another entry to copy; what stands here wins."));
        schemas.add<Spec>();
        return schemas.text(true);
    }
    static std::string list_of(const std::string &item) {
        return JsonObject{}.add_text("type", "array").add("items", item).text();
    }

    template <std::size_t... I> void add_behaviours(PropertySchemas &schemas, std::index_sequence<I...>) {
        (schemas.add<std::variant_alternative_t<I, Behaviour>>(), ...);
    }
    void add_facility_fields(PropertySchemas &schemas) {
        add_behaviours(schemas, std::make_index_sequence<std::variant_size_v<Behaviour>>{});
        schemas.add<OutageSpec>();
        schemas.add<FacilitySpec>();
    }

    /// The names of the kinds that are built in, open to those of the case.
    static std::string kind_name() {
        Reading reading;
        const Kinds kinds{reading, {}};
        return with_description(any_of({enum_schema(kinds.names()), type_schema("string")}),
                                "What it is: a behaviour, a kind that comes with the program, or one of `kinds`.");
    }
    std::string facility() {
        PropertySchemas schemas{definitions_};
        schemas.add("kind", kind_name());
        schemas.add("like", with_description(words_schema(), "Another facility to copy; what stands here wins."));
        add_facility_fields(schemas);
        return schemas.loose_text(by_behaviour(schemas, std::make_index_sequence<std::variant_size_v<Behaviour>>{}));
    }
    template <std::size_t... I> std::string by_behaviour(const PropertySchemas &all, std::index_sequence<I...>) {
        return json_list({one_behaviour<std::variant_alternative_t<I, Behaviour>>(all)...});
    }
    /// If the kind is of a behaviour: which keys mean nothing there, and what the others hold.
    template <class Spec> std::string one_behaviour(const PropertySchemas &all) {
        Reading reading;
        Kinds kinds{reading, {}};
        std::vector<std::string> names;
        for (const std::string &name : kinds.names())
            if (kinds.find(name)->behaviour == Spec::behaviour) names.push_back(name);
        const std::string kind = JsonObject{}.add("kind", enum_schema(names)).text();
        const std::string is_it = JsonObject{}.add("properties", kind).add("required", R"(["kind"])").text();

        PropertySchemas own{definitions_}, everybodys{definitions_};
        own.add<Spec>();
        everybodys.add<OutageSpec>();
        everybodys.add<FacilitySpec>();
        std::string properties = own.properties(true);
        properties.pop_back();
        std::vector<std::string> done{"kind", "like"};
        for (const std::string &key : all.keys()) {
            if (own.has(key) || everybodys.has(key) || std::find(done.begin(), done.end(), key) != done.end()) continue;
            done.push_back(key);
            properties += (properties.size() > 1 ? "," : "") + json_quoted(key) + ":false";
        }
        const std::string then = JsonObject{}.add("properties", properties + "}").text();
        return JsonObject{}.add("if", is_it).add("then", then).text();
    }
    std::string kind() {
        PropertySchemas schemas{definitions_};
        schemas.add("behaviour", with_description(enum_schema(behaviour_words()), "What it does; or `kind`."));
        schemas.add("kind", with_description(kind_name(), "The kind it builds on; or `behaviour`."));
        schemas.add("about", with_description(words_schema(), "What it is, in a sentence."));
        add_facility_fields(schemas);
        return schemas.loose_text();
    }

    Definitions definitions_;
};

} // namespace

std::string case_schema() { return CaseSchema{}.text(); }

std::string study_schema() {
    Definitions definitions;
    PropertySchemas schemas{definitions};
    schemas.add("midstream study", with_description(R"({"enum":[1]})", "Version of the language of studies: 1."), true);
    schemas.add<StudySpec>();
    return schema_file("A study of Midstream", "A case, and the scenarios it is run in.", schemas.text(), definitions);
}

} // namespace midstream
