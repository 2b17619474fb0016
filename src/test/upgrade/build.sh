#!/bin/sh
# Builds the WAR of an earlier commit: build.sh <commit> <folder> offline=<true or false>. One that is there already is kept.
set -eu
commit=$1 folder=$2 offline=$3
[ ! -f "$folder/$commit.war" ] || exit 0
source=$folder/source
rm -rf "$source" && mkdir -p "$source"
git archive "$commit" | tar -x -C "$source"
option=
[ "$offline" != offline=true ] || option=-o
mvn -B -ntp -q $option -f "$source/pom.xml" package -Dmaven.test.skip=true -Dwildfly.phase=none
mv "$source/target/ROOT.war" "$folder/$commit.war"
rm -rf "$source"
