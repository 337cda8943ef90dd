/* scaffold */ typedef int json_scaffold;
